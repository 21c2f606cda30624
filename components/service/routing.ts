import type * as aws from "@pulumi/aws";

/**
 * What one listener rule may hold.
 * Source: User Guide for Application Load Balancers, "Quotas", Condition values per rule and Condition wildcards per rule.
 */
const ruleLimits = { values: 5, wildcards: 6 } as const;

/** Longest pattern of a host or a path. Source: ELB API, `RuleCondition`, HostHeaderConfig and PathPatternConfig. */
const longestPattern = 128;

/** Lowest and highest rank of a rule. Source: ELB API, `CreateRule`, Priority. */
const priorities = [1, 50_000] as const;

/** Which requests a service takes. */
export interface Matching {
  /** Full names, such as `api.example.com`. */
  readonly hosts: readonly string[];
  /** Path patterns; none means every path. */
  readonly paths: readonly string[];
  readonly priority: number;
}

/** The conditions of a listener rule: one of the hosts, and one of the paths if there are any. */
export function ruleConditions({ hosts, paths }: Matching): aws.types.input.lb.ListenerRuleCondition[] {
  return [
    { hostHeader: { values: [...hosts] } },
    ...(paths.length > 0 ? [{ pathPattern: { values: [...paths] } }] : []),
  ];
}

/** What is wrong with a route, one sentence each. */
export function routeProblems({ hosts, paths, priority }: Matching): string[] {
  const patterns = [...hosts, ...paths];
  const wildcards = patterns.join("").replace(/[^*?]/g, "").length;
  const [lowest, highest] = priorities;
  return [
    ...(hosts.length === 0 ? ["hosts is empty: want at least one name, or the service would take every service's requests"] : []),
    ...hosts.filter((host) => !/^[a-z0-9*-]+(\.[a-z0-9-]+)+$/.test(host))
      .map((host) => `host is "${host}": want a full name in lower case, such as api.example.com`),
    ...paths.filter((path) => !path.startsWith("/")).map((path) => `route.paths holds "${path}": want a pattern that starts with a slash`),
    ...patterns.filter((pattern) => pattern.length > longestPattern)
      .map((pattern) => `"${pattern}" has ${pattern.length} characters: want ${longestPattern} at most in a host or a path`),
    ...(patterns.length > ruleLimits.values
      ? [`${hosts.length} hosts and ${paths.length} paths are ${patterns.length} values: ` +
        `a listener rule holds ${ruleLimits.values}; name fewer hosts or wider paths`]
      : []),
    ...(wildcards > ruleLimits.wildcards
      ? [`hosts and paths hold ${wildcards} wildcards: a listener rule holds ${ruleLimits.wildcards}`]
      : []),
    ...(Number.isInteger(priority) && priority >= lowest && priority <= highest
      ? []
      : [`route.priority is ${priority}: want a whole number from ${lowest} to ${highest}`]),
  ];
}
