import { type Point } from "./exponent";

/** Milliseconds that one more costs: the slope of the straight line by least squares. Zero where it falls, or there is no line. */
export function slopeOf(points: readonly Point[]): number {
  const mean = (valueOf: (point: Point) => number): number => points.reduce((total, point) => total + valueOf(point), 0) / points.length;
  const [meanSize, meanMs] = [mean(({ size }) => size), mean(({ ms }) => ms)];
  const spread = mean(({ size }) => (size - meanSize) ** 2);
  return spread > 0 ? Math.max(0, mean(({ size, ms }) => (size - meanSize) * (ms - meanMs)) / spread) : 0;
}
