import { quantile } from "./summary";

/** Where a value may lie, given the noise of what it was computed from. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Enough for the second digit of an interval. */
const draws = 2000;
const seed = 1;
/** Ends of the middle 95 percent. */
const tails = { low: 0.025, high: 0.975 } as const;

/**
 * Interval that holds a statistic of repeated rounds in 95 of 100 cases: the statistic is computed for many draws of as many rounds with
 * replacement. The draws are the same at every call, so the same rounds give the same interval. Draws for which there is no statistic
 * are left out; undefined where all are.
 */
export function bootstrap(rounds: number, statistic: (drawn: readonly number[]) => number | undefined): Interval | undefined {
  const random = generator(seed);
  const values = Array.from({ length: draws }, () => statistic(Array.from({ length: rounds }, () => Math.floor(random() * rounds))))
    .filter((value) => value !== undefined);
  return values.length === 0 ? undefined : { low: quantile(values, tails.low), high: quantile(values, tails.high) };
}

/** Numbers from 0 to 1 that look random and are the same every time. Source: Tommy Ettinger's mulberry32, public domain. */
function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
