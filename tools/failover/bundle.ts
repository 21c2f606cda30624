import path from "node:path";
import { buildSync } from "esbuild";

/**
 * Writes the command as one file that Node runs alone: no registry, no packages, no TypeScript on the day on which it is needed. The same source is the
 * same file everywhere.
 */
export function bundleCommand(file: string): void {
  buildSync({
    absWorkingDir: path.resolve(__dirname, "../.."), entryPoints: ["tools/failover/standalone.ts"], outfile: file,
    bundle: true, platform: "node", target: "node20", format: "cjs", mainFields: ["module", "main"], preserveSymlinks: true,
    minifyWhitespace: true, minifySyntax: true, legalComments: "eof", charset: "utf8", tsconfigRaw: {}, logLevel: "silent",
  });
}

if (require.main === module) {
  const file = path.resolve(process.argv[2] ?? path.join(".cache", "failover", "failover.js"));
  bundleCommand(file);
  process.stdout.write(`${file}\n`);
}
