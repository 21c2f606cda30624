import { type Resident } from "./status";

/** The most memory that a tree of processes held, in bytes. */
export interface Memory {
  /** Peak of its largest process. */
  readonly largest: number;
  /** Most of what all processes held at one time. Counts what processes share once for each of them. */
  readonly sum: number;
}

/** The highest of all samples. */
export function peaksOf(samples: readonly (readonly Resident[])[]): Memory {
  const highest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), 0);
  return {
    largest: highest(samples.flat().map(({ peak }) => peak)),
    sum: highest(samples.map((sample) => sample.reduce((total, { now }) => total + now, 0))),
  };
}
