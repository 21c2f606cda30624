import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { bundleCode } from "../../stacks/bundles";

/**
 * Writes the command as one file that Node runs alone: no registry, no packages, no TypeScript on the day on which it is needed. It is the file
 * that a deployment puts into both places.
 */
export function bundleCommand(file: string): void {
  const { command } = bundleCode();
  if (command === undefined) throw new Error("there is no tools/failover/standalone.ts: want the whole program");
  mkdirSync(path.dirname(file), { recursive: true });
  copyFileSync(command.path, file);
}

if (require.main === module) {
  const file = path.resolve(process.argv[2] ?? path.join(".cache", "failover", "failover.js"));
  bundleCommand(file);
  process.stdout.write(`${file}\n`);
}
