import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { buildSync, version, type BuildOptions, type BuildResult } from "esbuild";
import type { FunctionCode } from "../components/core/lambda";

/** The code of a function, and the SHA-256 of it. */
export interface Bundle extends FunctionCode {
  readonly sha256: string;
}

/** The code of every function, by the name of its folder. */
export type Bundles = Readonly<Record<string, Bundle>>;

/** What the bundles were made of, and what came out: as long as all of it is the same, so are the bundles. */
interface Receipt {
  readonly recipe: string;
  /** SHA-256 of each file that went in, by its path from the root. */
  readonly inputs: Readonly<Record<string, string>>;
  /** SHA-256 of each bundle, by the name of its function. */
  readonly bundles: Readonly<Record<string, string>>;
}

/**
 * One file for each function, with everything in it, the AWS SDK too: what is tested is what runs, whatever the runtime of
 * the day brings along. Names stay, so that a stack trace can be read; no path of this machine gets in, so that the same
 * source is the same bundle everywhere.
 */
const options = {
  bundle: true, platform: "node", target: "node24", format: "cjs", mainFields: ["module", "main"], preserveSymlinks: true,
  minifyWhitespace: true, minifySyntax: true, legalComments: "eof", charset: "utf8", tsconfigRaw: {},
  // The native driver of pg, which is not installed and which pg does without.
  external: ["pg-native"],
  write: false, metafile: true, logLevel: "silent",
} as const satisfies BuildOptions;

const cache = path.join(".cache", "functions");

/**
 * Bundles every `functions/<name>/handler.ts` under a root, all in one pass, and only when something that they are made of
 * has changed. The state of a stack keeps a path and a hash of each rather than its text.
 *
 * @throws {pulumi.RunError} with everything that does not bundle.
 */
export function bundleFunctions(root: string = path.resolve(__dirname, "..")): Bundles {
  const names = functionNames(root);
  const recipe = recipeOf(root, names);
  if (!isFresh(root, recipe, readReceipt(root))) bundle(root, recipe, names);
  return Object.fromEntries(names.map((name) => [name, codeOf(root, name)]));
}

/**
 * The code of one function.
 *
 * @throws {pulumi.RunError} when there is no such function.
 */
export function bundleOf(bundles: Bundles, name: string): Bundle {
  const code = bundles[name];
  if (code === undefined) throw new pulumi.RunError(`there is no function ${name}: want one of ${Object.keys(bundles).join(", ")}, or add functions/${name}/handler.ts`);
  return code;
}

function functionNames(root: string): string[] {
  return readdirSync(path.join(root, "functions")).filter((name) => existsSync(path.join(root, entryOf(name)))).sort();
}

const entryOf = (name: string): string => `functions/${name}/handler.ts`;
const fileOf = (root: string, name: string): string => path.join(root, cache, name, "index.js");
const receiptOf = (root: string): string => path.join(root, cache, "receipt.json");
const hash = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** What decides the bundles beside the files in them. The lock file decides where an import leads. */
function recipeOf(root: string, names: readonly string[]): string {
  return hash(JSON.stringify([version, options, names, hashOf(path.join(root, "package-lock.json"))]));
}

/** SHA-256 of a file; nothing when there is none. */
function hashOf(file: string): string | undefined {
  try {
    return hash(readFileSync(file));
  } catch {
    return undefined;
  }
}

function readReceipt(root: string): Receipt | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(receiptOf(root), "utf8"));
    return isReceipt(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isReceipt(value: unknown): value is Receipt {
  return typeof value === "object" && value !== null && ["recipe", "inputs", "bundles"].every((key) => key in value);
}

function isFresh(root: string, recipe: string, receipt: Receipt | undefined): boolean {
  return receipt !== undefined && receipt.recipe === recipe
    && Object.entries(receipt.bundles).every(([name, hash]) => hashOf(fileOf(root, name)) === hash)
    && Object.entries(receipt.inputs).every(([file, hash]) => hashOf(path.join(root, file)) === hash);
}

function bundle(root: string, recipe: string, names: readonly string[]): void {
  const { outputFiles, metafile } = run(root, names);
  const made = new Map(outputFiles.map(({ path: file, text }) => [path.basename(file, ".js"), text]));
  for (const [name, text] of made) replace(fileOf(root, name), text);
  const receipt: Receipt = {
    recipe,
    inputs: Object.fromEntries(Object.keys(metafile.inputs).sort().map((file) => [file, hashOf(path.join(root, file)) ?? ""])),
    bundles: Object.fromEntries([...made].map(([name, text]) => [name, hash(text)])),
  };
  replace(receiptOf(root), `${JSON.stringify(receipt, undefined, 1)}\n`);
}

function run(root: string, names: readonly string[]): BuildResult<typeof options> {
  try {
    return buildSync({ ...options, absWorkingDir: root, outdir: "out", entryPoints: Object.fromEntries(names.map((name) => [name, entryOf(name)])) });
  } catch (error) {
    throw new pulumi.RunError(`functions do not bundle: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** In one step, so that a run beside this one never sees half a file. */
function replace(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

function codeOf(root: string, name: string): Bundle {
  const file = path.relative(process.cwd(), fileOf(root, name));
  return { sha256: hashOf(fileOf(root, name)) ?? "", archive: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.FileAsset(file) }), handler: "index.handler" };
}
