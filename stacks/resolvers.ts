import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { buildSync, version, type BuildOptions } from "esbuild";
import { type SyncProgram } from "../components/sync";
import { built, builtFile, hashOf, type Made, sha256 } from "./builds";

const folder = path.join("components", "sync");

/**
 * One file for each function, with what it shares inside: AppSync takes no files beside it, and brings its utilities along.
 * Source: AWS AppSync Developer Guide, "Bundling, TypeScript, and source maps".
 */
const options = {
  bundle: true, platform: "node", target: "esnext", format: "esm", external: ["@aws-appsync/utils"], charset: "utf8", tsconfigRaw: {},
  write: false, metafile: true, logLevel: "silent",
} as const satisfies BuildOptions;

const kept = path.join(".cache", "resolvers");

/**
 * The schema and the resolvers of the sync API under a root, as AppSync takes them. They are bundled only when something that they are made of
 * has changed.
 *
 * @throws {pulumi.RunError} with everything that does not bundle.
 */
export function bundleResolvers(root: string = path.resolve(__dirname, "..")): SyncProgram {
  const names = readdirSync(path.join(root, folder, "resolvers")).filter((file) => file.endsWith(".ts")).map((file) => path.basename(file, ".ts")).sort();
  const recipe = sha256(JSON.stringify([version, options, names, hashOf(path.join(root, "package-lock.json"))]));
  built({ root, folder: kept, recipe, make: () => bundle(root, names) });
  return {
    schema: readFileSync(path.join(root, folder, "schema", "schema.graphql"), "utf8"),
    code: Object.fromEntries(names.map((name) => [name, readFileSync(builtFile({ root, folder: kept }, `${name}.js`), "utf8")])),
  };
}

function bundle(root: string, names: readonly string[]): Made {
  try {
    const entryPoints = Object.fromEntries(names.map((name) => [name, path.join(folder, "resolvers", `${name}.ts`)]));
    const { outputFiles, metafile } = buildSync({ ...options, absWorkingDir: root, outdir: "out", entryPoints });
    return { outputs: Object.fromEntries(outputFiles.map(({ path: file, text }) => [path.basename(file), text])), inputs: Object.keys(metafile.inputs) };
  } catch (error) {
    throw new pulumi.RunError(`resolvers do not bundle: ${error instanceof Error ? error.message : String(error)}`);
  }
}
