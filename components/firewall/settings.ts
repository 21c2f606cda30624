import { logRetentionProblems } from "../core/log-retention";
import { nameProblems } from "../core/names";
import { capacityUnits, mostUnits, type ManagedGroup, type Workload } from "./capacity";

/** Seconds over which WAF counts requests. Source: WAFV2 API, `RateBasedStatement`, EvaluationWindowSec. */
export const rateWindows = [60, 120, 300, 600] as const;
export type RateWindow = (typeof rateWindows)[number];

/** How often one address may ask. */
export interface RateSpec {
  /** Requests of one address in a window, 10 or more. */
  readonly limit: number;
  readonly windowSeconds: RateWindow;
}

/** Paths where people are asked to prove that they are people, once an address asks more often than people do. */
export interface AbuseSpec extends RateSpec {
  /**
   * `captcha` shows a puzzle; `challenge` lets the browser prove itself unseen. Both need a browser, or AWS's SDK in a mobile
   * app: another client over the limit is turned away.
   */
  readonly action: "captcha" | "challenge";
  /** Starts of the paths, such as `/auth/`. At least one. */
  readonly paths: readonly string[];
  /** Seconds that a solved proof is good for, 300 to 259200. */
  readonly immunitySeconds: number;
  /** Domains, other than the one asked for, whose proofs count, such as `example.com`. May be empty. */
  readonly tokenDomains: readonly string[];
}

/** Addresses that may always ask for a few paths. From elsewhere these paths are as any other, and so is any other path for them. */
export interface CheckerSpec {
  /** Blocks of IPv4 addresses. */
  readonly addresses: readonly string[];
  /** Exactly these. */
  readonly paths: readonly string[];
}

/** What a firewall lets through: the same in every place. */
export interface FirewallSpec {
  /** Whether statements that look like SQL are refused. For services with a relational database. */
  readonly sqlInjection: boolean;
  /** Whether anonymous proxies and hosting providers are refused. Also refuses some people: VPN users, for example. */
  readonly anonymousIps: boolean;
  readonly rate: RateSpec;
  /** Who asks whether the place is well, and must be neither counted, challenged nor refused. Absent where nobody does. */
  readonly checkers?: CheckerSpec | undefined;
  readonly abuse?: AbuseSpec | undefined;
  /** Starts of the paths that may carry more than 8 KiB, such as `/uploads/`. Of such a body WAF sees the first 8 KiB only. */
  readonly largeBodyPaths: readonly string[];
  /** Whether a token may stand in the part of an address behind `?`: that may then have more than 2,048 bytes, and is seen by nobody. @defaultValue no */
  readonly tokenInQuery?: boolean;
  /** `all` requests are logged, or only those that a rule had something against. */
  readonly logged: "all" | "matched";
  /** Days that the log is kept, one of the values that CloudWatch Logs takes. */
  readonly logRetentionDays: number;
}

/** Source: WAFV2 API, `RateBasedStatement`, Limit. */
const rateLimits = { least: 10, most: 2_000_000_000 } as const;

/** Valid for both actions. Source: WAFV2 API, `ImmunityTimeProperty`; a challenge takes no less than 300. */
const immunityLimits = { least: 300, most: 259_200 } as const;

/** Longest text that a rule looks for. Source: WAFV2 API, `ByteMatchStatement`, SearchString. */
const longestPath = 200;

/** Most blocks of an IP set. Source: AWS WAF Developer Guide, "IP set match rule statement". */
const mostAddresses = 10_000;

/** AWS's rule groups of a firewall, cheapest first: most of what is refused is refused by a list of addresses. */
export function managedGroups(spec: Pick<FirewallSpec, "anonymousIps" | "sqlInjection">): ManagedGroup[] {
  return [
    "AWSManagedRulesAmazonIpReputationList",
    ...(spec.anonymousIps ? ["AWSManagedRulesAnonymousIpList"] as const : []),
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesCommonRuleSet",
    ...(spec.sqlInjection ? ["AWSManagedRulesSQLiRuleSet"] as const : []),
  ];
}

/** Everything that is wrong with a firewall, one sentence each. */
export function firewallProblems(name: string, spec: FirewallSpec): string[] {
  const units = capacityUnits(workload(spec));
  return [
    ...nameProblems("webAcl", name),
    ...rateProblems("rate", spec.rate),
    ...(spec.checkers === undefined ? [] : checkerProblems(spec.checkers)),
    ...pathProblems("largeBodyPaths", spec.largeBodyPaths),
    ...(spec.abuse === undefined ? [] : abuseProblems(spec.abuse)),
    ...logRetentionProblems("logRetentionDays", spec.logRetentionDays),
    ...(units > mostUnits ? [`the rules take ${units} capacity units: want ${mostUnits} at most, above which each request costs more; name fewer paths`] : []),
  ];
}

function workload(spec: FirewallSpec): Workload {
  return {
    groups: managedGroups(spec),
    checkedPaths: spec.checkers?.paths ?? [],
    ratePaths: [[], ...(spec.abuse === undefined ? [] : [spec.abuse.paths])],
    largeBodyPaths: spec.largeBodyPaths,
  };
}

function checkerProblems({ addresses, paths }: CheckerSpec): string[] {
  return [
    ...(paths.length === 0 ? ["checkers.paths is empty: name at least one path, or leave checkers out"] : []),
    ...pathProblems("checkers.paths", paths),
    ...(addresses.length > 0 && addresses.length <= mostAddresses ? [] : [`checkers.addresses holds ${addresses.length} blocks: want 1 to ${mostAddresses}`]),
    ...addresses.filter((block) => !/^(\d{1,3}\.){3}\d{1,3}\/([1-9]|[12]\d|3[0-2])$/.test(block))
      .map((block) => `checkers.addresses holds "${block}": want a block of IPv4 addresses such as 192.0.2.0/24, and not all of them`),
  ];
}

function abuseProblems(abuse: AbuseSpec): string[] {
  const { least, most } = immunityLimits;
  return [
    ...rateProblems("abuse", abuse),
    ...(abuse.paths.length === 0 ? ["abuse.paths is empty: name at least one path, or leave abuse out"] : []),
    ...pathProblems("abuse.paths", abuse.paths),
    ...(Number.isInteger(abuse.immunitySeconds) && abuse.immunitySeconds >= least && abuse.immunitySeconds <= most
      ? []
      : [`abuse.immunitySeconds is ${abuse.immunitySeconds}: want a whole number from ${least} to ${most}`]),
    ...abuse.tokenDomains.filter((domain) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain))
      .map((domain) => `abuse.tokenDomains holds "${domain}": want a domain such as example.com`),
  ];
}

function rateProblems(where: string, { limit }: RateSpec): string[] {
  const { least, most } = rateLimits;
  return Number.isInteger(limit) && limit >= least && limit <= most
    ? []
    : [`${where}.limit is ${limit}: want a whole number from ${least} to ${most}`];
}

function pathProblems(where: string, paths: readonly string[]): string[] {
  return paths.filter((path) => !path.startsWith("/") || path.length > longestPath)
    .map((path) => `${where} holds "${path}": want a path that starts with a slash and has ${longestPath} characters at most`);
}
