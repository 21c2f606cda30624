import { parentPort } from "node:worker_threads";
import { mutants } from "./mutants";
import { type Share, soak, type Soaked } from "./soak";

/** Schedules for one thread. */
export interface Job extends Share {
  /** Which mutant to run instead of the design, by its place in the list. */
  readonly mutant?: number;
}

/** Runs a job in this thread. */
export function done({ mutant, ...share }: Job): Promise<Soaked> {
  return soak(share, mutant === undefined ? undefined : mutants[mutant]?.design);
}

/** Does the jobs that it is sent, one after the other. */
export function work(): void {
  // Steps fail by design, many times in a schedule, and nobody reads where.
  Error.stackTraceLimit = 0;
  parentPort?.on("message", (job: Job) => { void done(job).then((soaked) => { parentPort?.postMessage(soaked); }); });
}
