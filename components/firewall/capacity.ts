/**
 * Capacity units that AWS's rule groups take.
 * Source: AWS WAF Developer Guide, "AWS Managed Rules rule groups list".
 */
const groupUnits = {
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesSQLiRuleSet: 200,
} as const;

export type ManagedGroup = keyof typeof groupUnits;

/**
 * Capacity units of the statements that the platform writes itself. Logical statements take those of what they hold.
 * Source: AWS WAF Developer Guide, "Using match rule statements", "IP set match rule statement" and "Using rate-based rule statements".
 */
const statementUnits = {
  /** One path, exactly or from its start, without text transformations. */
  path: 2,
  label: 1,
  addresses: 1,
  rate: 2,
} as const;

/** Most capacity units of a web ACL at its basic price. Source: AWS WAF Developer Guide, "Web ACL capacity units (WCUs)". */
export const mostUnits = 1500;

/** What a web ACL looks at. */
export interface Workload {
  readonly groups: readonly ManagedGroup[];
  /** Paths that some addresses may always ask for. None: no such rule. */
  readonly checkedPaths: readonly string[];
  /** Paths that the scope of each rate-based rule names. */
  readonly ratePaths: readonly (readonly string[])[];
  /** Paths that may carry a large body. None: no rule of our own about bodies. */
  readonly largeBodyPaths: readonly string[];
}

/** Capacity units that a web ACL takes. */
export function capacityUnits({ groups, checkedPaths, ratePaths, largeBodyPaths }: Workload): number {
  const managed = groups.reduce((sum, group) => sum + groupUnits[group], 0);
  const rates = ratePaths.reduce((sum, paths) => sum + statementUnits.rate + paths.length * statementUnits.path, 0);
  const bodies = largeBodyPaths.length === 0 ? 0 : statementUnits.label + largeBodyPaths.length * statementUnits.path;
  const checks = checkedPaths.length === 0 ? 0 : statementUnits.addresses + checkedPaths.length * statementUnits.path;
  return managed + checks + rates + bodies;
}
