import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Graph } from "../recorder/graph";
import { Inquiry } from "./policy/analyze";
import { PackConfigProblem, ruleSettings } from "./policy/config";
import { Pack, PackFailure, type PackInfo, type RuleSetting } from "./policy/pack";
import { type PolicyReport, reportOf } from "./policy/report";
import type { PackProcess } from "./policy/start";

/** A pack that listens, and knows what the stack's configuration says about its rules. */
export interface ReadyPack {
  readonly inquiry: Inquiry;
  readonly info: PackInfo;
  readonly settings: ReadonlyMap<string, RuleSetting>;
}

/** Long enough for a pack on a machine that does other things too; its boot takes about a second. */
const limitMs = 30_000;

/**
 * Waits for a pack, and hands it `policies/config/<stack>.json` where there is one.
 *
 * @throws {PackFailure} when it does not start.
 * @throws {PackConfigProblem} when the configuration does not fit the pack.
 */
export async function readyPack(process: PackProcess, directory: string, stack: string): Promise<ReadyPack> {
  const pack = await Pack.connect(process, limitMs);
  const info = await pack.info();
  const file = join("policies", "config", `${stack}.json`);
  if (!existsSync(join(directory, file))) return { inquiry: new Inquiry(pack), info, settings: new Map() };
  const settings = ruleSettings(parsed(readFileSync(join(directory, file), "utf8"), file), info, file);
  await pack.configure(settings);
  return { inquiry: new Inquiry(pack), info, settings };
}

/** Shows the pack what it has not seen of a graph. Resolves once all is asked, so that there is time for other work until the report is there. */
export async function askPack({ inquiry, info, settings }: ReadyPack, graph: Graph): Promise<{ readonly report: Promise<PolicyReport> }> {
  const { diagnostics } = await inquiry.conclude(graph);
  const report = diagnostics.then((said) => reportOf(said, info, new Map([...settings].map(([rule, { level }]) => [rule, level]))));
  report.catch(() => undefined);
  return { report };
}

/** Sentences for a user about a pack that cannot be asked; undefined where the error is another. */
export function packProblems(error: unknown): readonly string[] | undefined {
  if (error instanceof PackFailure) return [error.message];
  return error instanceof PackConfigProblem ? error.problems : undefined;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PackConfigProblem([`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
}
