/**
 * Regions that Route 53 checks from, in the order in which they are chosen: those that come first lie on different
 * continents, so that trouble in one part of the internet does not decide alone.
 * Source: Route 53 API, HealthCheckConfig, Regions.
 */
export const checkerRegions = [
  "us-east-1", "eu-west-1", "ap-northeast-1", "sa-east-1", "us-west-2", "ap-southeast-2", "us-west-1", "ap-southeast-1",
] as const;
export type CheckerRegion = (typeof checkerRegions)[number];

/**
 * Fewest regions that AWS takes for one health check.
 * Source: Route 53 Developer Guide, "Values that you specify when you create or update health checks", Health checker regions.
 */
export const fewestCheckers = 3;

/** One to spare, for a region whose checkers fall silent with it. Each further one would only cost more requests. */
const checkersWanted = fewestCheckers + 1;

/**
 * Regions to check the two places from: neither is checked from inside either of them. A checker in a lost region is
 * lost with it, and one beside a living place sees it even when nobody else does.
 */
export function checkersFor(places: readonly [string, string]): readonly CheckerRegion[] {
  return checkerRegions.filter((region) => !places.includes(region)).slice(0, checkersWanted).sort();
}
