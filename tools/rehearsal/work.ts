import { parentPort } from "node:worker_threads";
import { runsOf, type Share } from "./batch";
import { type Outcome } from "./run";
import { scenarioOf } from "./scenarios";
import { type Conduct } from "./simulation";

/** What a worker is asked: some runs of a scenario. */
export interface Job extends Share {
  readonly scenario: string;
  readonly conduct: Conduct;
}

/** The runs of a job, in this thread. */
export function done({ scenario, conduct, ...share }: Job): Promise<readonly Outcome[]> {
  return runsOf(scenarioOf(scenario), conduct, share);
}

/** Does the jobs that it is sent, one after the other. */
export function work(): void {
  // Steps fail by design, many times in a run, and nobody reads where.
  Error.stackTraceLimit = 0;
  parentPort?.on("message", (job: Job) => { void done(job).then((outcomes) => { parentPort?.postMessage(outcomes); }); });
}
