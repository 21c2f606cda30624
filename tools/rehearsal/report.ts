import { type Conduct } from "./simulation";
import { type Promised, type Rehearsed, type Verdict } from "./verdict";
import { type Traded } from "./trade";

/** All that a rehearsal came to. */
export interface Report {
  readonly project: string;
  readonly stack: string;
  readonly seed: number;
  readonly runs: number;
  readonly promisedMinutes: number;
  readonly countsOn: Promised["countsOn"];
  readonly conduct: Conduct;
  readonly rehearsed: readonly Rehearsed[];
  readonly verdict: Verdict;
  /** Undefined where nobody asked. */
  readonly trade: readonly Traded[] | undefined;
}
