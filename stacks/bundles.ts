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

/** The command of the worst day as one file, which Node runs alone. */
export interface CommandFile {
  readonly file: pulumi.asset.FileAsset;
  /** From the folder in which the program runs. */
  readonly path: string;
  readonly sha256: string;
}

/** All code that leaves the program. */
export interface Code {
  readonly functions: Bundles;
  /** Absent where the root has no command. */
  readonly command: CommandFile | undefined;
}

/**
 * One file for each function, with everything in it, the AWS SDK too: what is tested is what runs, whatever the runtime of
 * the day brings along. Names stay, so that a stack trace can be read; no path of this machine gets in, so that the same
 * source is the same bundle everywhere. Written for the oldest Node that any of it meets: functions run on the newest, the command on what
 * somebody has at hand.
 */
const options = {
  bundle: true, platform: "node", target: "node20", format: "cjs", mainFields: ["module", "main"], preserveSymlinks: true,
  minifyWhitespace: true, minifySyntax: true, legalComments: "eof", charset: "utf8", tsconfigRaw: {},
  // The native driver of pg, which is not installed and which pg does without.
  external: ["pg-native"],
  write: false, metafile: true, logLevel: "silent",
} as const satisfies BuildOptions;

const folder = path.join(".cache", "functions");

/** Where the command starts, and its folder in the cache. */
const command = { name: "failover-command", entry: "tools/failover/standalone.ts" } as const;

/**
 * Bundles every `functions/<name>/handler.ts` under a root, and the command, all in one pass, and only when something that they are made of
 * has changed. The state of a stack keeps a path and a hash of each rather than its text.
 *
 * @throws {pulumi.RunError} with everything that does not bundle.
 */
export function bundleCode(root: string = path.resolve(__dirname, "..")): Code {
  const names = functionNames(root);
  const hasCommand = existsSync(path.join(root, command.entry));
  const entries = { ...Object.fromEntries(names.map((name) => [name, entryOf(name)])), ...(hasCommand && { [command.name]: command.entry }) };
  const hashes = built({ root, folder, recipe: recipeOf(root, entries), make: () => bundle(root, entries) });
  const file = (name: string) => ({ path: path.relative(process.cwd(), builtFile({ root, folder }, fileOf(name))), sha256: hashes[fileOf(name)] ?? "" });
  return { functions: Object.fromEntries(names.map((name) => [name, codeOf(file(name))])), command: hasCommand ? commandOf(file(command.name)) : undefined };
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

/** Where code starts, by its folder in the cache. */
type Entries = Readonly<Record<string, string>>;

const entryOf = (name: string): string => `functions/${name}/handler.ts`;
const fileOf = (name: string): string => path.join(name, "index.js");

/** What decides the bundles beside the files in them. The lock file decides where an import leads. */
function recipeOf(root: string, entries: Entries): string {
  return sha256(JSON.stringify([version, options, entries, hashOf(path.join(root, "package-lock.json"))]));
}

function bundle(root: string, entries: Entries): Made {
  const { outputFiles, metafile } = run(root, entries);
  return {
    outputs: Object.fromEntries(outputFiles.map(({ path: file, text }) => [fileOf(path.basename(file, ".js")), text])),
    inputs: Object.keys(metafile.inputs),
  };
}

function run(root: string, entries: Entries): BuildResult<typeof options> {
  try {
    return buildSync({ ...options, absWorkingDir: root, outdir: "out", entryPoints: { ...entries } });
  } catch (error) {
    throw new pulumi.RunError(`functions do not bundle: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface Packed {
  readonly path: string;
  readonly sha256: string;
}

function commandOf(packed: Packed): CommandFile {
  return { ...packed, file: new pulumi.asset.FileAsset(packed.path) };
}

function codeOf({ path: file, sha256 }: Packed): Bundle {
  return { sha256, archive: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.FileAsset(file) }), handler: "index.handler" };
}
