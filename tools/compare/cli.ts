import { leave, refuse, status } from "../preview/ending";
import { graphOf, problemsOf } from "../preview/program";
import { type Progress, progressOn } from "../preview/progress";
import { publish } from "../preview/publish";
import { readStack } from "../preview/stack";
import { type Manual, type Options, parseOptions } from "../prove/options";
import type { Comparison } from "./comparison";
import { toJson } from "./json";
import { comparisonOf } from "./plan";
import { comparisonLines } from "./render";

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

/** The whole command: reads its line, plans every strategy, says how they compare, and ends the process. */
export async function compare(argv: readonly string[], boot: Boot): Promise<void> {
  const parsed = parseOptions(argv, boot.directory, manual);
  if (parsed.kind !== "options") { leave(parsed); return; }
  const progress = progressOn(process.stderr, boot.startedAt);
  try {
    const comparison = await compared(parsed.options, boot, progress);
    progress.end();
    publish(parsed.options.json, {
      json: () => `${JSON.stringify(toJson(comparison), undefined, 2)}\n`, lines: (paper) => comparisonLines(comparison, paper),
      code: comparison.columns.every(({ kind }) => kind === "planned") ? status.clean : status.violations,
    });
  } catch (error) {
    progress.end();
    const problems = problemsOf(error);
    if (problems === undefined) throw error;
    refuse(problems);
  }
}

function compared(options: Options, { directory }: Boot, progress: Progress): Promise<Comparison> {
  const source = readStack(directory, { stack: options.stack ?? "prod", set: options.set });
  return comparisonOf(source, { directory, graphOf: (config) => graphOf({ ...source, config }, { directory }), hear: (said) => { progress.say(said); } });
}
