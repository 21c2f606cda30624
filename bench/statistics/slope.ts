/** What something comes to at one size. */
export interface Sample {
  readonly size: number;
  readonly value: number;
}

/** What one more costs: the slope of the straight line by least squares. Zero where it falls, or there is no line. */
export function slopeOf(samples: readonly Sample[]): number {
  const mean = (valueOf: (sample: Sample) => number): number => samples.reduce((total, sample) => total + valueOf(sample), 0) / samples.length;
  const [meanSize, meanValue] = [mean(({ size }) => size), mean(({ value }) => value)];
  const spread = mean(({ size }) => (size - meanSize) ** 2);
  return spread > 0 ? Math.max(0, mean(({ size, value }) => (size - meanSize) * (value - meanValue)) / spread) : 0;
}
