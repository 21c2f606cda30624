import { availableParallelism } from "node:os";
import { end, leave, status } from "../preview/ending";
import { type Progress, progressOn } from "../preview/progress";
import { paperFor } from "../preview/render/paint";
import { shared } from "../threads";
import { design, mutants } from "./mutants";
import { type Options, parseOptions } from "./options";
import { mutantLines, soakedLines, type Total, totalOf } from "./report";
import { type Soaked } from "./soak";
import { done, type Job } from "./work";

/** Schedules in one job: small enough that threads end together. */
const jobRuns = 500;

/** Most threads: what they share out is over in minutes. */
const mostThreads = 8;

/** Odd, so that the seeds of all jobs differ. */
const seedStride = 0x9E3779B1;

/** The whole command: reads its line, soaks, says what came of it, and ends the process. */
export async function soakAll(argv: readonly string[]): Promise<void> {
  const startedAt = performance.now(), before = process.cpuUsage();
  const parsed = parseOptions(argv);
  if (parsed.kind !== "options") { leave(parsed); return; }
  const { options } = parsed, progress = progressOn(process.stderr, startedAt);
  const { json, lines, sound } = options.mutants ? await mutated(options, progress) : await soaked(options, progress);
  progress.end();
  const { user, system } = process.cpuUsage(before);
  const took = `${((performance.now() - startedAt) / 1000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor time`;
  if (!options.json) process.stderr.write(`${took}\n`);
  end(process.stdout, options.json ? `${JSON.stringify(json, undefined, 2)}\n` : `${lines.join("\n")}\n`, sound ? status.clean : status.violations);
}

interface Said {
  readonly lines: readonly string[];
  readonly json: unknown;
  readonly sound: boolean;
}

async function soaked(options: Options, progress: Progress): Promise<Said> {
  const total = await totalFor(jobsOf(options), { name: design.name, progress });
  return { lines: soakedLines(total, paperFor(process.stdout, process.env)), json: plain(total), sound: total.fault === undefined };
}

async function mutated(options: Options, progress: Progress): Promise<Said> {
  const totals: (Total & { readonly found: boolean })[] = [];
  for (const [mutant, { design: { name }, breaks }] of mutants.entries()) {
    const total = await totalFor(jobsOf(options).map((job) => ({ ...job, mutant })), { name, progress });
    totals.push({ ...total, found: total.fault !== undefined && breaks.test(total.fault.what) });
  }
  return { lines: mutantLines(totals), json: totals.map((total) => ({ ...plain(total), found: total.found })), sound: totals.every(({ found }) => found) };
}

function jobsOf({ runs, seed, path, replay }: Options): readonly Job[] {
  if (path !== undefined) return [{ seed, runs: 1, path, ...(replay !== undefined && { replay }) }];
  return Array.from({ length: Math.ceil(runs / jobRuns) }, (_, job) => ({ seed: (seed + Math.imul(job, seedStride)) | 0, runs: Math.min(jobRuns, runs - job * jobRuns) }));
}

async function totalFor(jobs: readonly Job[], { name, progress }: { readonly name: string; readonly progress: Progress }): Promise<Total> {
  let ran = 0;
  const parts = await shared<Job, Soaked>(jobs, {
    threads: Math.min(availableParallelism(), mostThreads, jobs.length), folder: __dirname, here: done,
    done: (_, { runs, fault }) => { ran += runs; progress.say(`${name}: ${String(ran)} schedules`); return fault === undefined; },
  });
  return totalOf(name, parts);
}

function plain({ coverage: { states, ...counts }, ...total }: Total) {
  return { ...total, states: states.size, ...counts };
}
