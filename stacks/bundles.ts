import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { buildSync, version, type BuildOptions, type BuildResult } from "esbuild";
import type { FunctionCode } from "../components/core/lambda";
import { built, builtFile, hashOf, type Made, sha256 } from "./builds";

/** The code of a function, and the SHA-256 of it. */
export interface Bundle extends FunctionCode {
  readonly sha256: string;
}

/** The code of every function, by the name of its folder. */
export type Bundles = Readonly<Record<string, Bundle>>;

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

const folder = path.join(".cache", "functions");

/**
 * Bundles every `functions/<name>/handler.ts` under a root, all in one pass, and only when something that they are made of
 * has changed. The state of a stack keeps a path and a hash of each rather than its text.
 *
 * @throws {pulumi.RunError} with everything that does not bundle.
 */
export function bundleFunctions(root: string = path.resolve(__dirname, "..")): Bundles {
  const names = functionNames(root);
  const hashes = built({ root, folder, recipe: recipeOf(root, names), make: () => bundle(root, names) });
  return Object.fromEntries(names.map((name) => [name, codeOf(builtFile({ root, folder }, fileOf(name)), hashes[fileOf(name)] ?? "")]));
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
const fileOf = (name: string): string => path.join(name, "index.js");

/** What decides the bundles beside the files in them. The lock file decides where an import leads. */
function recipeOf(root: string, names: readonly string[]): string {
  return sha256(JSON.stringify([version, options, names, hashOf(path.join(root, "package-lock.json"))]));
}

function bundle(root: string, names: readonly string[]): Made {
  const { outputFiles, metafile } = run(root, names);
  return {
    outputs: Object.fromEntries(outputFiles.map(({ path: file, text }) => [fileOf(path.basename(file, ".js")), text])),
    inputs: Object.keys(metafile.inputs),
  };
}

function run(root: string, names: readonly string[]): BuildResult<typeof options> {
  try {
    return buildSync({ ...options, absWorkingDir: root, outdir: "out", entryPoints: Object.fromEntries(names.map((name) => [name, entryOf(name)])) });
  } catch (error) {
    throw new pulumi.RunError(`functions do not bundle: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function codeOf(file: string, sha256: string): Bundle {
  const asset = new pulumi.asset.FileAsset(path.relative(process.cwd(), file));
  return { sha256, archive: new pulumi.asset.AssetArchive({ "index.js": asset }), handler: "index.handler" };
}
