import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ManagedGroup } from "./capacity";
import { managedGroups, type AbuseSpec, type CheckerSpec, type FirewallSpec } from "./settings";

type Rule = aws.types.input.wafv2.WebAclRule;
type Statement = aws.types.input.wafv2.WebAclRuleStatement;

/** A rule before its rank and its metric. */
interface Draft extends Omit<Rule, "priority" | "visibilityConfig"> {
  readonly name: string;
}

/** Short names of AWS's rule groups: they name rules and metrics. */
const shortNames: Readonly<Record<ManagedGroup, string>> = {
  AWSManagedRulesAmazonIpReputationList: "ip-reputation",
  AWSManagedRulesAnonymousIpList: "anonymous-ips",
  AWSManagedRulesCommonRuleSet: "common",
  AWSManagedRulesKnownBadInputsRuleSet: "known-bad-inputs",
  AWSManagedRulesSQLiRuleSet: "sql-injection",
};

/**
 * Rule of the common group that refuses bodies over 8 KiB, and the label that it leaves when it only counts.
 * Source: AWS WAF Developer Guide, "Baseline rule groups", Core rule set.
 */
const bodySize = {
  rule: "SizeRestrictions_BODY", label: "awswaf:managed:aws:core-rule-set:SizeRestrictions_Body",
} as const;

/** Rule of the same group that refuses queries over 2,048 bytes. */
const querySize = "SizeRestrictions_QUERYSTRING";

/**
 * The rules of a firewall in the order in which they judge, each with its metric. Who passes them all is let in. Checkers come before lists of
 * addresses: nobody knows what is on these tomorrow.
 *
 * @param checkersArn ARN of the checkers' addresses, where there are any.
 */
export function rulesOf(name: string, spec: FirewallSpec, checkersArn?: pulumi.Input<string>): Rule[] {
  const groups = managedGroups(spec);
  const lists = groups.filter((group) => /IpReputationList|AnonymousIpList/.test(group));
  const inspections = groups.filter((group) => !lists.includes(group));
  const drafts = [
    ...(spec.checkers === undefined || checkersArn === undefined ? [] : [checkerRule(spec.checkers, checkersArn)]),
    ...lists.map((group) => managedRule(group, spec)),
    rateRule(spec),
    ...(spec.abuse === undefined ? [] : [abuseRule(spec.abuse)]),
    ...inspections.map((group) => managedRule(group, spec)),
    ...(spec.largeBodyPaths.length === 0 ? [] : [bodyRule(spec.largeBodyPaths)]),
  ];
  return drafts.map((draft, priority) => ({ ...draft, priority, visibilityConfig: visibility(`${name}-${draft.name}`) }));
}

/** What is measured and sampled of a rule, or of a whole web ACL. */
export function visibility(metricName: string): aws.types.input.wafv2.WebAclVisibilityConfig {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

/** AWS keeps the version current. Nothing in a group is left counting, but the rule that a rule below takes over, and what the settings let pass. */
function managedRule(group: ManagedGroup, spec: FirewallSpec): Draft {
  const relaxed = group !== "AWSManagedRulesCommonRuleSet" ? [] : [
    ...(spec.largeBodyPaths.length > 0 ? [bodySize.rule] : []),
    ...(spec.tokenInQuery === true ? [querySize] : []),
  ];
  return {
    name: shortNames[group],
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS", name: group,
        ...(relaxed.length > 0 && { ruleActionOverrides: relaxed.map((name) => ({ name, actionToUse: { count: {} } })) }),
      },
    },
  };
}

/** Lets checkers in, and nobody else, to what they ask for, and to nothing else. What a rule allows, none after it sees. */
function checkerRule({ paths }: CheckerSpec, arn: pulumi.Input<string>): Draft {
  return {
    name: "checkers", action: { allow: {} },
    statement: { andStatement: { statements: [{ ipSetReferenceStatement: { arn } }, anyPath(paths, "EXACTLY")] } },
  };
}

/** Too many requests of one address, wherever they go. */
function rateRule({ rate }: FirewallSpec): Draft {
  return {
    name: "rate",
    action: { block: {} },
    statement: {
      rateBasedStatement: {
        aggregateKeyType: "IP", limit: rate.limit, evaluationWindowSec: rate.windowSeconds,
      },
    },
  };
}

function abuseRule(abuse: AbuseSpec): Draft {
  const immunity = { immunityTimeProperty: { immunityTime: abuse.immunitySeconds } };
  return {
    name: "abuse",
    ...(abuse.action === "captcha"
      ? { action: { captcha: {} }, captchaConfig: immunity }
      : { action: { challenge: {} }, challengeConfig: immunity }),
    statement: {
      rateBasedStatement: {
        aggregateKeyType: "IP", limit: abuse.limit, evaluationWindowSec: abuse.windowSeconds,
        scopeDownStatement: anyPath(abuse.paths, "STARTS_WITH"),
      },
    },
  };
}

/** Refuses large bodies wherever they are not expected. */
function bodyRule(paths: readonly string[]): Draft {
  return {
    name: "body-size",
    action: { block: {} },
    statement: {
      andStatement: {
        statements: [
          { labelMatchStatement: { scope: "LABEL", key: bodySize.label } },
          { notStatement: { statement: anyPath(paths, "STARTS_WITH") } },
        ],
      },
    },
  };
}

/** WAF takes no OR over a single statement. */
function anyPath(paths: readonly string[], constraint: "EXACTLY" | "STARTS_WITH"): Pick<Statement, "byteMatchStatement" | "orStatement"> {
  const matches = paths.map((path) => pathMatch(path, constraint));
  const [only, ...others] = matches;
  return only !== undefined && others.length === 0 ? only : { orStatement: { statements: matches } };
}

function pathMatch(path: string, positionalConstraint: "EXACTLY" | "STARTS_WITH"): Pick<Statement, "byteMatchStatement"> {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} }, positionalConstraint, searchString: path, textTransformations: [{ priority: 0, type: "NONE" }],
    },
  };
}
