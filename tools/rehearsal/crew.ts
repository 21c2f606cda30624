import { availableParallelism } from "node:os";
import { shared } from "../threads";
import { type Outcome } from "./run";
import { done, type Job } from "./work";

/** Runs in one job: small enough that no worker is left with much more than the others. */
const jobRuns = 250;

/** Fewer runs than this are over before a second thread has started. */
const worthThreads = 1000;

/** Most threads: each takes a hundred megabytes. */
const mostThreads = 8;

/** Outcomes of every wanted job, in its order and the order of its runs, by as many threads as are worth it. The number of threads changes nothing else. */
export async function outcomesOf(wanted: readonly Job[], threads = threadsFor(wanted), ran: (runs: number) => void = () => undefined): Promise<readonly (readonly Outcome[])[]> {
  const parts = wanted.flatMap((job, index) => partsOf(job).map((part) => ({ part, index })));
  const results = await shared<Job, readonly Outcome[]>(parts.map(({ part }) => part), {
    threads, folder: __dirname, here: done, done: ({ runs }) => { ran(runs); return true; },
  });
  return wanted.map((_, index) => parts.flatMap((part, at) => (part.index === index ? results[at] ?? [] : [])));
}

function threadsFor(wanted: readonly Job[]): number {
  const runs = wanted.reduce((sum, job) => sum + job.runs, 0);
  return runs < worthThreads ? 1 : Math.min(availableParallelism(), mostThreads);
}

function partsOf(job: Job): readonly Job[] {
  return Array.from({ length: Math.ceil(job.runs / jobRuns) }, (_, index) => {
    const before = index * jobRuns;
    return { ...job, first: job.first + before, runs: Math.min(jobRuns, job.runs - before) };
  });
}
