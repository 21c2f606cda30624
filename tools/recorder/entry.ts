import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "./property";

/** Module that a program starts with, as the language host finds it: `main` of Pulumi.yaml, else of package.json, else the directory's index. */
export function entryOf(projectDir: string, main?: string): string {
  if (main !== undefined) return join(projectDir, main);
  const manifest = join(projectDir, "package.json");
  const described: unknown = existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")) : {};
  const named = isObject(described) ? described["main"] : undefined;
  return typeof named === "string" && existsSync(join(projectDir, named)) ? join(projectDir, named) : projectDir;
}
