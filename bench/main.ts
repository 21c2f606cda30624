import { join, resolve } from "node:path";
import { endWith, status } from "./ending";
import { thisMachine, versionOf } from "./machine";
import { measure, type Plan } from "./measure";
import { type Options, parseOptions } from "./options";
import { reportLines } from "./report";
import { fileNameOf, resultsFolder, type Results, resultsOf, writeResults } from "./results";
import { targets } from "./targets";
import { Workspace } from "./workspace";

const copies = { full: [1, 2, 4, 8, 16, 32], smoke: [1, 2, 4] } as const;

/** Measures, prints, keeps what was measured, and says by the exit status whether the targets are met. */
async function main(argv: readonly string[]): Promise<number> {
  const parsed = parseOptions(argv);
  if (parsed.kind === "help") process.stdout.write(parsed.text);
  if (parsed.kind === "refused") process.stderr.write(`${parsed.problem}\n`);
  if (parsed.kind !== "options") return parsed.kind === "help" ? status.fine : status.failed;
  const { options } = parsed;
  const workspace = new Workspace();
  const results = await taken(options, workspace);
  const file = fileFor(options, results, workspace);
  writeResults(results, file);
  process.stdout.write(`${[...reportLines(results), "", ...options.smoke && options.json === undefined ? [] : [`results in ${file}`]].join("\n")}\n`);
  return !options.smoke && results.judgements.some(({ verdict }) => verdict === "missed") ? status.missed : status.fine;
}

async function taken({ smoke, runs: rounds, tests }: Options, workspace: Workspace): Promise<Results> {
  const directory = resolve(__dirname, "..");
  const circumstances = { takenAt: new Date().toISOString(), version: versionOf(directory), machine: thisMachine(), rounds };
  const plan: Plan = { directory, rounds, copies: smoke ? copies.smoke : copies.full, targetResources: targets.resources, tests };
  const measured = await measure(plan, workspace, (what) => { if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}`); });
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  return resultsOf(measured, circumstances);
}

function fileFor({ smoke, json }: Options, results: Results, workspace: Workspace): string {
  return json ?? join(smoke ? workspace.folder() : resultsFolder, fileNameOf(results));
}

endWith(main(process.argv.slice(2)));
