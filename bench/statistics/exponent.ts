/** How long something took at one size. */
export interface Point {
  readonly size: number;
  readonly ms: number;
}

/**
 * Exponent of growth: 1 where time grows as size does, 2 where it grows as the square. The first point is the base, which holds what a
 * start costs. Each other point counts by what it adds to the base, in size and in time, and the exponent is the slope of the straight
 * line by least squares through the logarithms of both. A point weighs as the square of its added time, since the same error in
 * milliseconds is the smaller error of a logarithm the more was added.
 *
 * Undefined where fewer than two points of different size took longer than the base.
 */
export function exponentOf([base, ...others]: readonly Point[]): number | undefined {
  if (base === undefined) return undefined;
  const points = others.map(({ size, ms }) => ({ size: size - base.size, ms: ms - base.ms }))
    .filter(({ size, ms }) => size > 0 && ms > 0)
    .map(({ size, ms }) => ({ x: Math.log(size), y: Math.log(ms), weight: ms ** 2 }));
  if (new Set(points.map(({ x }) => x)).size < 2) return undefined;
  const total = sum(points, ({ weight }) => weight);
  const meanX = sum(points, ({ x, weight }) => weight * x) / total;
  const meanY = sum(points, ({ y, weight }) => weight * y) / total;
  const spread = sum(points, ({ x, weight }) => weight * (x - meanX) ** 2);
  return sum(points, ({ x, y, weight }) => weight * (x - meanX) * (y - meanY)) / spread;
}

function sum<T>(items: readonly T[], valueOf: (item: T) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
