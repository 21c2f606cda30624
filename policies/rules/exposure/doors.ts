import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { parseDocument, pins } from "../../lib/document";
import { resourceRule, stackRule, type Sightings } from "../../lib/rule";
import { strings } from "../../lib/settings";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { along, at, isSet, list, text, Unknown, type Properties, type Value } from "../../lib/value";
import { groupsWith } from "../../lib/net/reach";

/** Every door to the Internet is knocked at by the same people. */
export const doorsStandBehindAFirewall = stackRule({
  name: "exposure-doors-stand-behind-a-firewall",
  description: "Distributions, stages of interfaces, graph interfaces and user pools have a web ACL.",
  severity: "high",
  types: [...tokens.distributions, ...tokens.apiStages, ...tokens.graphApis, ...tokens.userPools],
  fix: "Set webAclId on the distribution, or add a wafv2.WebAclAssociation whose resourceArn is the door's ARN.",
  controls: ["CloudFront.6", "APIGateway.4", "CKV_AWS_68", "CKV2_AWS_29", "CKV2_AWS_33", "AWS-0011", "AwsSolutions-CFR2", "AwsSolutions-APIG3"],
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of(tokens.distributions)) {
    if (on.props["webAclId"] instanceof Unknown || isSet(on.props["webAclId"])) continue;
    yield { on, finding: flaw("webAclId", "not set", "the ARN of a web ACL of scope CLOUDFRONT") };
  }
  for (const on of stack.of([...tokens.apiStages, ...tokens.graphApis, ...tokens.userPools])) {
    if (isPrivate(stack, on) || stack.of(tokens.webAclAssociations).some((association) => guards(stack, association, on))) continue;
    yield { on, finding: flaw("its web ACL", "not set", "a WebAclAssociation with it") };
  }
});

/** A private interface is reached through an endpoint of the network alone. */
function isPrivate(stack: Stack, stage: Node): boolean {
  const apis = stack.of(tokens.restApis).filter((api) => stack.refers(stage, ["restApi", stage.props["restApi"]], api));
  return apis.some((api) => text(along(api.props, "endpointConfiguration.types")) === "PRIVATE" || list(along(api.props, "endpointConfiguration.types")).includes("PRIVATE"))
    || text(stage.props["visibility"]) === "PRIVATE";
}

/** A stage's ARN is made of the interface's ID and its own name, which the provider may not hand out. */
function guards(stack: Stack, association: Node, door: Node): boolean {
  const arn = association.props["resourceArn"];
  if (stack.refers(association, ["resourceArn", arn], door)) return true;
  const stage = [text(door.props["restApi"]), text(door.props["stageName"])];
  return stage.every((part) => part !== "") && typeof arn === "string" && arn.endsWith(`/restapis/${stage[0] ?? ""}/stages/${stage[1] ?? ""}`);
}

/** Groups of rules that AWS keeps up to date for every web page. Source: AWS WAF Developer Guide, "AWS Managed Rules rule groups list". */
const baseGroups = ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"];

/** A web ACL without rules is a log. */
export const firewallsHaveTheBaseRules = resourceRule({
  name: "exposure-firewalls-have-the-base-rules",
  description: "Web ACLs have AWS's base rules, block by them, limit the rate of each caller, and are measured.",
  severity: "medium",
  types: tokens.webAcls,
  fix: "Add AWSManagedRulesCommonRuleSet and AWSManagedRulesKnownBadInputsRuleSet with overrideAction none, a rateBasedStatement, and cloudwatchMetricsEnabled.",
  controls: ["WAF.10", "WAF.12", "CKV_AWS_175", "CKV_AWS_192", "CKV2_AWS_47", "CKV2_AWS_76", "CKV2_AWS_77", "CKV2_AWS_78"],
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html",
  settings: { groups: { type: "array", items: { type: "string" }, default: baseGroups, description: "Managed groups of rules that each web ACL has to have." } },
}, function* ({ props, settings }): Findings {
  const rules = rulesOf(props);
  if (rules instanceof Unknown) return yield undecided(rules);
  for (const group of strings(settings, "groups")) {
    const rule = rules.find((each) => JSON.stringify(each).includes(`"${group}"`));
    if (rule === undefined) yield flaw("rules", `without ${group}`, "a rule with this managed group");
    else if (isSet(along(rule, "overrideAction.count"))) yield flaw(`rules[${text(at(rule, "name"))}].overrideAction`, "count", "none: a count blocks nothing");
  }
  if (!rules.some((rule) => /rateBasedStatement/i.test(JSON.stringify(rule)))) yield flaw("rules", "without a rate", "a rateBasedStatement");
  const measured = along(props, "visibilityConfig.cloudwatchMetricsEnabled") ?? along(props, "visibilityConfig.cloudWatchMetricsEnabled");
  if (measured instanceof Unknown) yield undecided(measured);
  else if (measured !== true) yield flaw("visibilityConfig.cloudwatchMetricsEnabled", show(measured), "true");
});

function rulesOf(props: Properties): readonly Value[] | Unknown {
  const json = props["ruleJson"];
  if (json instanceof Unknown || props["rules"] instanceof Unknown) return json instanceof Unknown ? json : new Unknown("rules");
  return typeof json === "string" ? [json.replaceAll(/\s/g, "")] : list(props["rules"]);
}

/** A bucket that a distribution reads needs nobody else's permission. */
export const originsAreReachedThroughDistributions = stackRule({
  name: "exposure-origins-are-reached-through-distributions",
  description: "Buckets behind a distribution are read by it through an access control, and their policy names the distribution.",
  severity: "high",
  types: tokens.distributions,
  fix: "Set originAccessControlId on each S3 origin; allow cloudfront.amazonaws.com in the bucket policy on condition of AWS:SourceArn.",
  controls: ["CloudFront.13", "CKV2_AWS_46", "AwsSolutions-CFR7", "AwsSolutions-S5"],
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of(tokens.distributions)) {
    for (const [rank, origin] of list(on.props["origins"]).entries()) {
      const domain = at(origin, "domainName");
      if (isSet(at(origin, "customOriginConfig")) || !isBucket(domain)) continue;
      if (!isSet(at(origin, "originAccessControlId"))) yield { on, finding: flaw(`origins[${rank}].originAccessControlId`, "not set", "the ID of an origin access control") };
    }
  }
  for (const policy of stack.of(tokens.bucketPolicies)) {
    const document = parseDocument(policy.props["policy"], "policy");
    for (const statement of document.kind === "statements" ? document.statements : []) {
      const isOpen = statement.effect === "allow" && statement.principals.some(({ id }) => id === "cloudfront.amazonaws.com") && !pins(statement, ["aws:SourceArn"]);
      if (isOpen) yield { on: policy, finding: flaw(`Condition of ${statement.label}`, "open to every distribution", "AWS:SourceArn with this distribution") };
    }
  }
});

function isBucket(domain: Value): boolean {
  return typeof domain === "string" && /\.s3[.-][a-z0-9.-]*amazonaws\.com(\.cn)?$/.test(domain);
}

/** Whoever finds the address behind a distribution goes round its firewall. */
export const originsTakeOnlyTheEdge = stackRule({
  name: "exposure-origins-take-only-the-edge",
  description: "Load balancers behind a distribution let in the distribution's own addresses alone.",
  severity: "medium",
  level: "advisory",
  types: tokens.distributions,
  fix: "Let in the prefix list com.amazonaws.global.cloudfront.origin-facing, or use a VPC origin with an internal load balancer.",
  controls: ["SEC05-BP02"],
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html",
}, function* (stack: Stack): Sightings {
  const domains = new Set(stack.of(tokens.distributions).flatMap(({ props }) => list(props["origins"]).map((origin) => text(at(origin, "domainName")))));
  for (const on of stack.of(tokens.balancers).filter(({ props }) => props["internal"] !== true && domains.has(text(props["dnsName"])))) {
    const groups = groupsWith(stack, on, ["securityGroups"]);
    const rules = stack.of(tokens.ingressRules).filter((rule) => groups.some((group) => stack.refers(rule, ["securityGroupId", rule.props["securityGroupId"]], group)));
    const open = rules.find(({ props }) => isSet(props["cidrIpv4"]) || isSet(props["cidrIpv6"]));
    if (open !== undefined) yield { on, finding: flaw("its way in", `${open.name}, for everybody`, "the origin-facing prefix list of CloudFront") };
  }
});

/** Services of AWS that a platform in a network calls all day. Source: AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink". */
const usual = ["s3", "dynamodb", "ecr.api", "ecr.dkr", "logs", "secretsmanager", "kms", "sts"];

/** A call to AWS that leaves the network needs a way out that others can use too. */
export const networksReachAwsPrivately = stackRule({
  name: "exposure-networks-reach-aws-privately",
  description: "Networks have endpoints of the AWS services that are called from within.",
  severity: "medium",
  level: "advisory",
  types: tokens.vpcs,
  fix: "Add an ec2.VpcEndpoint for each: gateways for S3 and DynamoDB, interfaces for the others.",
  controls: ["EC2.10", "EC2.55", "EC2.56", "EC2.57", "CIS-AWS 7.0 6.8"],
  url: "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
  settings: { services: { type: "array", items: { type: "string" }, default: usual, description: "Services that each network has to have an endpoint of, as their names end." } },
}, function* (stack: Stack, settings: Properties): Sightings {
  for (const on of stack.of(tokens.vpcs)) {
    const services = stack.referrers(tokens.endpoints, "vpcId", on).map(({ props }) => text(props["serviceName"]));
    const missing = strings(settings, "services").filter((service) => !services.some((name) => name.endsWith(`.${service}`)));
    if (missing.length > 0) yield { on, finding: flaw("its endpoints", `without ${missing.join(", ")}`, "an endpoint of each") };
  }
});
