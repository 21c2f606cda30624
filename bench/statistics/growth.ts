import { bootstrap, type Interval } from "./bootstrap";
import { exponentOf } from "./exponent";
import { median } from "./summary";

/** Times of one thing by round, and within a round by size. */
export type Rounds = readonly (readonly number[])[];

/** How steeply something grows. Absent where too little was measured to tell, or noise hides it. */
export interface Steepness {
  readonly exponent?: number;
  readonly interval?: Interval;
}

/** Rounds from which the noise of an exponent can be told. */
const fewestRounds = 3;

/** An interval wider than this holds straight growth and n·√n alike, so a comparison with it says nothing. */
const widestInterval = 0.5;

/** Steepness of medians over all rounds; its interval is that of medians over rounds drawn anew. */
export function steepnessOf(sizes: readonly number[], rounds: Rounds): Steepness {
  const at = (drawn: Rounds): number | undefined =>
    exponentOf(sizes.map((size, index) => ({ size, ms: median(drawn.flatMap((round) => round[index] ?? [])) })));
  const exponent = at(rounds);
  const interval = rounds.length < fewestRounds
    ? undefined
    : bootstrap(rounds.length, (drawn) => at(drawn.flatMap((index) => [rounds[index] ?? []])));
  return { ...(exponent !== undefined && { exponent }), ...(interval !== undefined && { interval }) };
}

/** Whether one thing grows no steeper than another, within the noise of the other. Undefined where the noise is too large to tell. */
export function isNoSteeper({ exponent }: Steepness, { interval }: Steepness): boolean | undefined {
  if (exponent === undefined || interval === undefined || interval.high - interval.low > widestInterval) return undefined;
  return exponent <= interval.high;
}
