import { detectionPolicy } from "../../protocol";
import { silences } from "./scenarios";
import { type Conduct } from "./simulation";
import { type Spread, summaryOf } from "./summary";
import { type Outcome } from "./run";
import { type Job } from "./work";

/** A way to detect: what it makes of an automatic failover, and of silences that would have passed. */
export interface Traded {
  readonly periodSeconds: number;
  readonly points: number;
  readonly failures: number;
  readonly rto: Spread;
  readonly promised: Spread;
  /** Share of the silences of a length that end in a failover, by their seconds. */
  readonly alarms: Readonly<Record<number, number>>;
}

/** From patient to quick, with a role check that turns after two answers or one. */
const ways = [[30, 5, 2], [20, 5, 2], [15, 5, 2], [10, 8, 2], [10, 6, 2], [10, 5, 2], [10, 5, 1], [10, 4, 1], [10, 3, 1]] as const;

/** Runs of each silence: shares are told to the percent. */
const silenceRuns = 200;

interface Way {
  readonly periodSeconds: number;
  readonly points: number;
  readonly failures: number;
  readonly jobs: readonly Job[];
}

/** What has to be run for each way of detecting: losses for good, and silences. Everything but detection is as the stack has it, decided by machine. */
export function waysOf(conduct: Conduct, { seed, runs }: { readonly seed: number; readonly runs: number }): readonly Way[] {
  return ways.map(([periodSeconds, points, failures]) => {
    const tried: Conduct = {
      ...conduct, detection: detectionPolicy({ periodSeconds, points }), probe: { intervalSeconds: 10, failures },
      policy: { decision: "automatic", maxDataLossSeconds: Math.max(periodSeconds + 10, conduct.policy.decision === "automatic" ? conduct.policy.maxDataLossSeconds : 0), acceptSplitBrain: true },
    };
    const job = (scenario: string, many: number): Job => ({ scenario, conduct: tried, seed, first: 0, runs: many });
    return { periodSeconds, points, failures, jobs: [job("clean-loss", runs), ...silences.map((seconds) => job(`silence-${String(seconds)}`, silenceRuns))] };
  });
}

/** What the outcomes of a way's jobs, in their order, come to. */
export function tradedOf({ periodSeconds, points, failures }: Way, [losses = [], ...alarms]: readonly (readonly Outcome[])[]): Traded {
  const { rto, promised } = summaryOf(losses);
  const share = (outcomes: readonly Outcome[]) => outcomes.filter(({ end }) => end === "failed-over").length / outcomes.length;
  return { periodSeconds, points, failures, rto, promised, alarms: Object.fromEntries(silences.map((seconds, index) => [seconds, share(alarms[index] ?? [])])) };
}
