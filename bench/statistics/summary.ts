/** Repeated measurements of one thing, and what they come to. */
export interface Summary {
  readonly samples: readonly number[];
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @throws {RangeError} when there is no sample. */
export function summaryOf(samples: readonly number[]): Summary {
  return { samples, median: median(samples), min: Math.min(...samples), max: Math.max(...samples) };
}

/** @throws {RangeError} when there is no value. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * Value below which a share of the values lies, on the straight line between the two nearest ones.
 *
 * @throws {RangeError} when there is no value.
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (below === undefined || above === undefined) throw new RangeError("no values, want at least one");
  return below + (above - below) * (at - Math.floor(at));
}
