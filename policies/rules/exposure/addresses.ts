import { must, mustNot } from "../../lib/demands";
import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { isWorld } from "../../lib/cidr";
import { resourceRule, stackRule, type Sightings } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { along, at, isSet, list, text, texts, Unknown, type Properties, type Value } from "../../lib/value";

/** What breaks in calls home; what may call anywhere takes the data along. */
export const groupsReachOutOnPurpose = resourceRule({
  name: "exposure-security-groups-reach-out-on-purpose",
  description: "Security groups let nothing out to the whole world on every protocol.",
  severity: "medium",
  level: "advisory",
  types: [...tokens.securityGroups, ...tokens.securityGroupRules, ...tokens.egressRules],
  fix: "Name the ports and the groups, prefix lists or networks that may be called.",
  controls: ["CKV_AWS_382", "AWS-0104"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
}, function* ({ type, props }): Findings {
  if (tokens.securityGroupRules.some((token) => token === type) && props["type"] !== "egress") return;
  const rules = tokens.securityGroups.some((token) => token === type) ? list(props["egress"]) : [props];
  for (const rule of rules) {
    const protocol = text(at(rule, "protocol") ?? at(rule, "ipProtocol") ?? "-1").toLowerCase();
    const blocks = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"].flatMap((key) => texts(at(rule, key)));
    if ((protocol === "-1" || protocol === "all") && isWorld(blocks)) yield flaw("egress", `every protocol to ${show(blocks.join(", "))}`, "named ports and targets");
  }
});

/** What administrators come in by. Source: IANA Service Name and Port Number Registry: ssh, ms-wbt-server. */
const administration = [22, 3389];

/** A network's own list is the last door when a security group is wrong. */
export const accessListsStopAdministration = resourceRule({
  name: "exposure-access-lists-stop-administration",
  description: "Access lists of networks let nobody in from the world on the ports of administrators.",
  severity: "medium",
  types: [...tokens.accessLists, ...tokens.accessListRules],
  fix: "Allow the ports that are served; deny or leave out 22 and 3389.",
  controls: ["EC2.21", "CKV_AWS_229", "CKV_AWS_230", "CKV_AWS_231", "CKV_AWS_232", "CKV_AWS_352", "AWS-0102", "AWS-0105", "CIS-AWS 5.0 5.2"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
}, function* ({ type, props }): Findings {
  const isRule = tokens.accessListRules.some((token) => token === type);
  if (isRule && props["egress"] === true) return;
  for (const rule of isRule ? [props] : list(props["ingress"])) {
    const action = at(rule, isRule ? "ruleAction" : "action");
    const blocks = ["cidrBlock", "ipv6CidrBlock"].flatMap((key) => texts(at(rule, key)));
    if (text(action).toLowerCase() !== "allow" || !isWorld(blocks)) continue;
    const ports = administration.filter((port) => includes(rule, port));
    if (ports.length > 0) yield flaw(isRule ? "ruleAction" : "ingress", `allow ${ports.join(" and ")} from ${show(blocks.join(", "))}`, "the ports that are served");
  }
});

function includes(rule: Value, port: number): boolean {
  const protocol = text(at(rule, "protocol")).toLowerCase();
  if (["-1", "all"].includes(protocol)) return true;
  const [from, to] = [at(rule, "fromPort"), at(rule, "toPort")];
  return ["6", "tcp"].includes(protocol) && typeof from === "number" && typeof to === "number" && from <= port && port <= to;
}

/** An old access list opens what every newer switch keeps shut. */
export const bucketsHaveNoAccessLists = stackRule({
  name: "exposure-buckets-have-no-access-lists",
  description: "Buckets belong to their owner with everything in them, and have no public access list.",
  severity: "high",
  types: tokens.buckets,
  fix: 'Give the bucket BucketOwnershipControls with objectOwnership "BucketOwnerEnforced", and no acl.',
  controls: ["S3.12", "CKV_AWS_20", "CKV_AWS_57", "CKV_AWS_375", "CKV2_AWS_43", "CKV2_AWS_65", "AWS-0092"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of(tokens.buckets)) {
    const separate = stack.referrers(tokens.bucketOwnerships, "bucket", on).map(({ props }) => along(props, "rule.objectOwnership"));
    const inline = list(along(on.props, "ownershipControls.rules")).map((rule) => at(rule, "objectOwnership"));
    const [ownership = "not set"] = [...separate, ...inline];
    if (ownership instanceof Unknown) yield { on, finding: undecided(ownership) };
    else if (ownership !== "BucketOwnerEnforced") yield { on, finding: flaw("its object ownership", ownership === "not set" ? ownership : show(ownership), '"BucketOwnerEnforced"') };
    const lists = [on.props["acl"], ...stack.referrers(tokens.bucketAcls, "bucket", on).map(({ props }) => props["acl"])];
    for (const acl of lists) if (/^public-|^authenticated-read$/.test(text(acl))) yield { on, finding: flaw("acl", show(acl), '"private", or none') };
  }
});

/** A load balancer that repairs odd requests lets through what targets read in another way. */
export const balancersDropOddRequests = resourceRule({
  name: "exposure-balancers-drop-odd-requests",
  description: "Application load balancers drop headers that are none, and requests that two readers would read in two ways.",
  severity: "medium",
  types: tokens.balancers,
  fix: 'Set dropInvalidHeaderFields: true, and leave desyncMitigationMode at "defensive" or set it to "strictest".',
  controls: ["ELB.4", "ELB.12", "CKV_AWS_131", "CKV_AWS_328", "AWS-0052"],
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
}, function* ({ props }): Findings {
  if ((props["loadBalancerType"] ?? "application") !== "application") return;
  yield* must(props, "dropInvalidHeaderFields", true);
  yield* mustNot(props, "desyncMitigationMode", { bad: "monitor", want: '"defensive" or "strictest"' });
});

/** Functions that speak to a database have to be where it is. */
export const functionsNearDataAreInside = resourceRule({
  name: "exposure-functions-stand-in-two-zones",
  description: "Functions inside a network stand in two of its zones at least.",
  severity: "medium",
  level: "advisory",
  types: tokens.functions,
  fix: "Name subnets of two zones in vpcConfig.subnetIds.",
  controls: ["Lambda.5"],
  url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
}, function* ({ props }): Findings {
  const inside: Value = props["vpcConfig"];
  const subnets = at(inside, "subnetIds");
  if (subnets instanceof Unknown) yield undecided(subnets);
  else if (isSet(inside) && new Set(list(subnets)).size < 2) yield flaw("vpcConfig.subnetIds", `${list(subnets).length}`, "2 or more, in two zones");
});

/** A dashboard that has to come through the world needs a database that the world can reach. */
export const dashboardsReachDataPrivately = resourceRule({
  name: "exposure-dashboards-reach-data-privately",
  description: "Dashboards reach databases through the network.",
  severity: "medium",
  level: "advisory",
  types: tokens.dashboardSources,
  fix: "Set vpcConnectionProperties.vpcConnectionArn.",
  controls: ["SEC05-BP01"],
  url: "https://docs.aws.amazon.com/quicksight/latest/user/working-with-aws-vpc.html",
}, function* ({ props }): Findings {
  if (isDatabase(props) && !isSet(along(props, "vpcConnectionProperties.vpcConnectionArn"))) yield flaw("vpcConnectionProperties.vpcConnectionArn", "not set", "the ARN of a VPC connection");
});

function isDatabase({ parameters }: Properties): boolean {
  return ["rds", "auroraPostgresql", "aurora", "postgresql", "mysql", "redshift"].some((kind) => isSet(at(parameters, kind)));
}
