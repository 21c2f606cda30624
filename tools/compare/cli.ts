import { join } from "node:path";
import { recordProgram } from "../recorder";
import type { StackSettings } from "../recorder/config";
import type { Graph } from "../recorder/graph";
import type { Settings } from "../../stacks/settings/schema";
import { strategies } from "../../stacks/posture";
import { forcingFrom } from "../preview/diff/forcing";
import { end, refuse, status } from "../preview/ending";
import { writeWhole } from "../preview/files";
import { programProblems } from "../preview/program";
import { type Progress, progressOn } from "../preview/progress";
import { Refusal } from "../preview/refusal";
import { checkedSettings } from "../preview/settings";
import { readStack } from "../preview/stack";
import { paperFor } from "../preview/render/paint";
import { configOf, swapped } from "../prove/roles";
import { type Manual, readWords, type Words } from "../prove/words";
import { type Column, type Comparison, plannedOf } from "./comparison";
import { toJson } from "./json";
import { inTurn } from "./queue";
import { comparisonLines } from "./render";
import { type Variant, variantOf } from "./variants";

/** Where and when the tool was started. */
export interface Boot {
  readonly directory: string;
  /** In milliseconds on the clock of `performance.now()`. */
  readonly startedAt: number;
}

const manual: Manual = {
  name: "compare",
  description: "Plans a stack offline under each of the four strategies, in both roles, and shows side by side what stands, what a role swap builds "
    + "and removes, how long an outage lasts and what is lost.",
  more: `Exit status:
  0  every strategy can be planned
  1  the settings refuse one
  2  bad input: options, settings, or the program itself

Examples:
  npm run compare                                       the strategies for prod
  npm run compare -- --set understudy:recovery.decision=automatic`,
};

/** Programs that run at the same time. Each takes a processor and some hundred megabytes. */
const atOnce = 2;

/** The whole command: reads its line, plans every strategy, says how they compare, and ends the process. */
export async function compare(argv: readonly string[], boot: Boot): Promise<void> {
  const read = readWords(argv, boot.directory, manual);
  if (read.kind === "help") { end(process.stdout, read.text, status.clean); return; }
  if (read.kind === "refused") { refuse(read.problems); return; }
  const progress = progressOn(process.stderr, boot.startedAt);
  try {
    const comparison = await compared(read.words, boot, progress);
    progress.end();
    publish(comparison, read.words);
  } catch (error) {
    progress.end();
    const problems = error instanceof Refusal ? error.problems : programProblems(error);
    if (problems === undefined) throw error;
    refuse(problems);
  }
}

async function compared(words: Words, { directory }: Boot, progress: Progress): Promise<Comparison> {
  const stack = words.stack ?? "prod";
  const source = readStack(directory, { stack, set: words.set });
  const own = checkedSettings(source);
  const variants = strategies.map((strategy) => variantOf(own, strategy, stack));
  const jobs = variants.filter(({ refusals }) => refusals.length === 0).flatMap(({ settings }) => [settings, swapped(settings)]);
  let done = 0;
  const graphs = await inTurn(jobs, atOnce, async (settings) => {
    progress.say(`running the program, ${String(done)} of ${String(jobs.length)} done`);
    const graph = await recorded(source, directory, settings);
    done += 1;
    return [settings, graph] as const;
  });
  const standby = own.places.find(({ key }) => key !== own.primary)?.key ?? "";
  const columns = columnsOf(variants, graphs.map(([, graph]) => graph), directory);
  return { project: source.project, stack, chosen: own.recovery.strategy, standby, promisedMinutes: own.recovery.rtoMinutes, columns };
}

/** Puts each strategy together with its two graphs, which stand in its order. */
function columnsOf(variants: readonly Variant[], graphs: readonly Graph[], directory: string): readonly Column[] {
  const forcing = forcingFrom(join(directory, "node_modules"));
  const rest = [...graphs];
  return variants.map((variant): Column => {
    if (variant.refusals.length > 0) return { kind: "refused", variant };
    const [before, after] = rest.splice(0, 2);
    if (before === undefined || after === undefined) throw new Error(`${variant.strategy} has no graphs`);
    return plannedOf(variant, { before, after }, forcing);
  });
}

async function recorded({ project, stack, config, secretKeys, main }: StackSettings, directory: string, settings: Settings): Promise<Graph> {
  const { graph } = await recordProgram({
    projectDir: directory, project, stack, organization: "organization", config: configOf(config, settings), secretKeys, ...(main !== undefined && { main }),
  });
  return graph;
}

/** Writes the comparison where it is wanted, prints it, and ends. */
function publish(comparison: Comparison, { json }: Words): void {
  const text = `${JSON.stringify(toJson(comparison), undefined, 2)}\n`;
  if (json !== undefined && json !== "-") writeWhole(json, text);
  const stream = json === "-" ? process.stderr : process.stdout;
  const code = comparison.columns.every(({ kind }) => kind === "planned") ? status.clean : status.violations;
  const print = (): void => { end(stream, `${comparisonLines(comparison, paperFor(stream, process.env)).join("\n")}\n`, code); };
  if (json === "-") process.stdout.write(text, print);
  else print();
}
