import type { StackSettings } from "../recorder/config";
import { type Settings } from "../../stacks/settings/schema";
import { leave, refuse, status } from "../preview/ending";
import { type Progress, progressOn } from "../preview/progress";
import { publish } from "../preview/publish";
import { Refusal } from "../preview/refusal";
import { checkedSettings } from "../preview/settings";
import { readStack } from "../preview/stack";
import { conductOf, unfitProblems } from "./conduct";
import { outcomesOf } from "./crew";
import { toJson } from "./json";
import { type Options, parseOptions } from "./options";
import { reportLines } from "./render";
import { type Report } from "./report";
import { scenarioOf } from "./scenarios";
import { summaryOf } from "./summary";
import { tradedOf, waysOf } from "./trade";
import { isKept, verdictOf } from "./verdict";
import { type Job } from "./work";

/** The whole command: reads its line, rehearses, says what came of it, and ends the process. */
export async function rehearse(argv: readonly string[], directory: string): Promise<void> {
  const startedAt = performance.now();
  const parsed = parseOptions(argv, directory);
  if (parsed.kind !== "options") { leave(parsed); return; }
  const progress = progressOn(process.stderr, startedAt);
  try {
    const report = await reported(parsed.options, directory, progress);
    progress.end();
    publish(parsed.options.json, {
      json: () => `${JSON.stringify(toJson(report), undefined, 2)}\n`, lines: (paper) => reportLines(report, paper), code: isKept(report.verdict) ? status.clean : status.violations,
    });
  } catch (error) {
    progress.end();
    if (!(error instanceof Refusal)) throw error;
    refuse(error.problems);
  }
}

async function reported(options: Options, directory: string, progress: Progress): Promise<Report> {
  const source = readStack(directory, options);
  const settings = settingsOf(source);
  const conduct = conductOf(settings), { seed, runs } = options;
  const jobs = shared(options).map(({ scenario, many }): Job => ({ scenario, conduct, seed, first: 0, runs: many }));
  const ways = options.trade ? waysOf(conduct, { seed, runs: Math.ceil(runs / options.scenarios.length) }) : [];
  const all = [...jobs, ...ways.flatMap((way) => way.jobs)], total = all.reduce((sum, job) => sum + job.runs, 0);
  let ran = 0;
  const outcomes = [...await outcomesOf(all, undefined, (many) => { ran += many; progress.say(`${String(ran)} of ${String(total)} runs`); })];
  const rehearsed = jobs.map(({ scenario }) => ({ scenario: scenarioOf(scenario), summary: summaryOf(outcomes.shift() ?? []) }));
  const { rtoMinutes, decision, countsOn } = settings.recovery;
  return {
    project: source.project, stack: options.stack, seed, runs, promisedMinutes: rtoMinutes, countsOn, conduct, rehearsed,
    verdict: verdictOf(rehearsed, { promisedMinutes: rtoMinutes, automatic: decision === "automatic", countsOn }),
    trade: options.trade ? ways.map((way) => tradedOf(way, outcomes.splice(0, way.jobs.length))) : undefined,
  };
}

/** Runs of each scenario: as even as they can be. */
function shared({ scenarios, runs }: Options): readonly { readonly scenario: string; readonly many: number }[] {
  return scenarios.map((scenario, index) => ({ scenario, many: Math.floor(runs / scenarios.length) + (index < runs % scenarios.length ? 1 : 0) }));
}

function settingsOf(source: StackSettings): Settings {
  const settings = checkedSettings(source), unfit = unfitProblems(settings);
  if (unfit.length > 0) throw new Refusal(unfit);
  return settings;
}
