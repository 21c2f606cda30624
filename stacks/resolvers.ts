import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { buildSync, type BuildOptions } from "esbuild";
import { type SyncProgram } from "../components/sync";

const folder = path.join("components", "sync");

/**
 * One file for each function, with what it shares inside: AppSync takes no files beside it, and brings its utilities along.
 * Source: AWS AppSync Developer Guide, "Bundling, TypeScript, and source maps".
 */
const options = {
  bundle: true, platform: "node", target: "esnext", format: "esm", external: ["@aws-appsync/utils"], charset: "utf8", tsconfigRaw: {},
  write: false, logLevel: "silent",
} as const satisfies BuildOptions;

/**
 * The schema and the resolvers of the sync API under a root, as AppSync takes them.
 *
 * @throws {pulumi.RunError} with everything that does not bundle.
 */
export function bundleResolvers(root: string = path.resolve(__dirname, "..")): SyncProgram {
  const resolvers = readdirSync(path.join(root, folder, "resolvers")).filter((file) => file.endsWith(".ts")).map((file) => path.basename(file, ".ts")).sort();
  const code = build(root, resolvers);
  return {
    schema: readFileSync(path.join(root, folder, "schema", "schema.graphql"), "utf8"),
    code: Object.fromEntries(code.outputFiles.map(({ path: file, text }) => [path.basename(file, ".js"), text])),
  };
}

function build(root: string, names: readonly string[]) {
  try {
    const entryPoints = Object.fromEntries(names.map((name) => [name, path.join(folder, "resolvers", `${name}.ts`)]));
    return buildSync({ ...options, absWorkingDir: root, outdir: "out", entryPoints });
  } catch (error) {
    throw new pulumi.RunError(`resolvers do not bundle: ${error instanceof Error ? error.message : String(error)}`);
  }
}
