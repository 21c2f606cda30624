import { setImmediate } from "node:timers/promises";
import { beginRun, type Outcome, type Running } from "./run";
import { type Scenario } from "./scenarios";
import { type Conduct } from "./simulation";

/** Runs that are under way together. Each has a clock of its own; together they share the turns of the event loop. */
const together = 8;

/** Which runs of a scenario: those from `first` on. */
export interface Share {
  readonly seed: number;
  readonly first: number;
  readonly runs: number;
}

/** Outcomes in the order of their runs. */
export async function runsOf(scenario: Scenario, conduct: Conduct, { seed, first, runs }: Share): Promise<readonly Outcome[]> {
  const outcomes = new Array<Outcome>(runs);
  let next = 0;
  const begin = () => ({ index: next, running: beginRun(scenario, conduct, { seed, run: first + next++ }) });
  const live: { index: number; running: Running }[] = [];
  while (next < runs || live.length > 0) {
    while (next < runs && live.length < together) live.push(begin());
    for (const { running } of live) running.advance();
    await setImmediate();
    for (let at = live.length - 1; at >= 0; at--) {
      const one = live[at];
      if (one?.running.sim.over !== true) continue;
      outcomes[one.index] = one.running.outcome();
      live.splice(at, 1);
    }
  }
  return outcomes;
}
