/** How much an API takes before it answers 429. */
export interface Throttle {
  /** Requests in a second, in the long run. */
  readonly perSecond: number;
  /** Requests at once. */
  readonly burst: number;
}

/** The same for what is asked of one route, by operation, beside what all of them take together. */
export interface Throttles {
  readonly all: Throttle;
  readonly routes: Readonly<Record<string, Throttle>>;
}

/**
 * What an account's APIs take together in a region, before AWS is asked for more. Source: API Gateway Developer Guide, "Quotas for
 * configuring and running a REST API", throttle quota per account, per Region.
 */
export const accountThrottle: Throttle = { perSecond: 10_000, burst: 5000 };

/**
 * Name of a route in a stage's settings: the path without its first slash, every other slash as `~1`. Source: API Gateway API,
 * `PatchOperation`, path: a slash in a name is escaped.
 */
export function settingsPath({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${path.slice(1).replaceAll("/", "~1")}/${method}`;
}

/** What is wrong with throttles, one sentence each. */
export function throttleProblems({ all, routes }: Throttles, operations: readonly string[]): string[] {
  return [
    ...numbersOf("all", all),
    ...Object.entries(routes).flatMap(([operation, throttle]) => [
      ...numbersOf(operation, throttle),
      ...(operations.includes(operation) ? [] : [`throttle names operation ${operation}: want one of ${operations.join(", ")}`]),
      ...(throttle.perSecond <= all.perSecond && throttle.burst <= all.burst ? [] : [`throttle of ${operation} is above that of all routes: want it lower, or leave it out`]),
    ]),
  ];
}

function numbersOf(where: string, { perSecond, burst }: Throttle): string[] {
  const found = [["perSecond", perSecond, accountThrottle.perSecond], ["burst", burst, accountThrottle.burst]] as const;
  return found.filter(([, value, most]) => !Number.isInteger(value) || value < 1 || value > most)
    .map(([name, value, most]) => `throttle of ${where} has ${name} ${value}: want a whole number from 1 to ${most}, what the account has for all APIs of a region`);
}
