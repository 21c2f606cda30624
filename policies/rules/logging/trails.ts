import { must, mustNot, mustSet } from "../../lib/demands";
import { flaw, undecided, type Findings } from "../../lib/finding";
import { resourceRule, stackRule, type Sightings } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { at, isSet, list, text, texts, Unknown, type Properties } from "../../lib/value";

/** What is not recorded has not happened, as far as anybody can show. */
export const trailsRecordEverything = resourceRule({
  name: "logging-trails-record-everything",
  description: "Trails record every region, prove that nobody has changed them, and write to a log that alarms can read.",
  severity: "critical",
  types: tokens.trails,
  fix: "Set isMultiRegionTrail and enableLogFileValidation to true, leave enableLogging true, and set cloudWatchLogsGroupArn.",
  controls: ["CloudTrail.1", "CloudTrail.4", "CloudTrail.5", "CKV_AWS_36", "CKV_AWS_67", "CKV_AWS_251", "CKV2_AWS_10", "AWS-0014", "AWS-0016", "AWS-0162", "CIS-AWS 5.0 3.1", "CIS-AWS 5.0 3.2"],
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
}, function* ({ props }): Findings {
  yield* must(props, "isMultiRegionTrail", true);
  yield* must(props, "enableLogFileValidation", true);
  yield* mustNot(props, "enableLogging", { bad: false, want: "true" });
  yield* mustSet(props, "cloudWatchLogsGroupArn", "the ARN of a log group");
});

/** An account without a trail remembers 90 days of what was managed, and nothing of what was read. */
export const accountsHaveATrail = stackRule({
  name: "logging-accounts-have-a-trail",
  description: "The stack has a trail, unless its organization has one.",
  severity: "high",
  types: tokens.vpcs,
  fix: "Add a cloudtrail.Trail, or say in the setting `organizationTrail` that the organization has one.",
  controls: ["CloudTrail.1", "CloudTrail.3", "CKV_AWS_67", "AWS-0014", "CIS-AWS 5.0 3.1"],
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html",
  settings: { organizationTrail: { type: "boolean", default: true, description: "Whether the organization records the account. False: the stack has to." } },
}, function* (stack: Stack, settings: Properties): Sightings {
  const [on] = stack.of(tokens.vpcs);
  if (on !== undefined && settings["organizationTrail"] === false && stack.of(tokens.trails).length === 0) yield { on, finding: flaw("its trail", "not there", "a cloudtrail.Trail") };
});

/** Who read an archive is asked when it is too late to begin to record it. */
export const trailsRecordData = resourceRule({
  name: "logging-trails-record-data",
  description: "Trails record who reads and writes objects.",
  severity: "medium",
  level: "advisory",
  types: tokens.trails,
  fix: "Add an eventSelectors entry with dataResources of type AWS::S3::Object, or advancedEventSelectors on eventCategory Data.",
  controls: ["CIS-AWS 5.0 3.8", "CIS-AWS 5.0 3.9", "AWS-0171", "AWS-0172"],
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html",
}, function* ({ props }): Findings {
  const basic = list(props["eventSelectors"]).some((each) => list(at(each, "dataResources")).length > 0);
  const advanced = JSON.stringify(props["advancedEventSelectors"] ?? "").includes('"Data"');
  if (!basic && !advanced) yield flaw("eventSelectors", "without data events", "data events of objects");
});

/** A network keeps no memory of who spoke to whom. */
export const networksRecordFlows = stackRule({
  name: "logging-networks-record-flows",
  description: "Networks record their flows, the refused ones at least.",
  severity: "high",
  types: tokens.vpcs,
  fix: 'Add an ec2.FlowLog with the vpcId and trafficType "ALL" or "REJECT".',
  controls: ["EC2.6", "CKV2_AWS_11", "AWS-0178", "AwsSolutions-VPC7", "CIS-AWS 5.0 3.7"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of(tokens.vpcs)) {
    const logs = stack.referrers(tokens.flowLogs, "vpcId", on);
    const kinds = logs.map(({ props }) => props["trafficType"]);
    if (logs.length === 0) yield { on, finding: flaw("its flow log", "not set", "one of ALL or REJECT") };
    else if (!kinds.some((kind) => kind instanceof Unknown || ["ALL", "REJECT"].includes(text(kind)))) yield { on, finding: flaw("its flow log", "of accepted traffic alone", "one of ALL or REJECT") };
  }
});

/** What a firewall has let through is told by its log, and by nothing else. */
export const firewallsRecordDecisions = stackRule({
  name: "logging-firewalls-record-decisions",
  description: "Web ACLs record what they decide.",
  severity: "medium",
  types: tokens.webAcls,
  fix: "Add a wafv2.WebAclLoggingConfiguration with the web ACL's ARN; the name of its target has to start with aws-waf-logs-.",
  controls: ["WAF.11", "CKV2_AWS_31"],
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/logging.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of(tokens.webAcls)) if (stack.referrers(tokens.webAclLogs, "resourceArn", on).length === 0) yield { on, finding: flaw("its log", "not set", "a WebAclLoggingConfiguration") };
});

/** Who asks for which name is the first that is seen of what has broken in. */
export const zonesRecordQueries = stackRule({
  name: "logging-zones-record-queries",
  description: "Public zones record the names that they are asked for.",
  severity: "low",
  level: "advisory",
  types: tokens.zones,
  fix: "Add a route53.QueryLog whose log group is in us-east-1.",
  controls: ["Route53.2", "CKV2_AWS_39"],
  url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html",
}, function* (stack: Stack): Sightings {
  for (const on of stack.of(tokens.zones).filter(({ props }) => list(props["vpcs"]).length === 0)) {
    if (stack.referrers(tokens.queryLogs, "zoneId", on).length === 0) yield { on, finding: flaw("its query log", "not set", "a route53.QueryLog") };
  }
});

/** An alarm that nobody hears is a line in a graph. */
export const alarmsReachSomebody = resourceRule({
  name: "logging-alarms-reach-somebody",
  description: "Alarms are switched on and tell somebody.",
  severity: "medium",
  level: "advisory",
  types: tokens.alarms,
  fix: "Set alarmActions to a topic that somebody reads; leave actionsEnabled true.",
  controls: ["CloudWatch.15", "CloudWatch.17", "CKV_AWS_319"],
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
  settings: { silent: { type: "array", items: { type: "string" }, default: [], description: "Words in the names of alarms that something else reads, such as a deployment that rolls back." } },
}, function* ({ name, props, settings }): Findings {
  yield* mustNot(props, "actionsEnabled", { bad: false, want: "true" });
  const told = ["alarmActions", "okActions", "insufficientDataActions"].some((key) => props[key] instanceof Unknown || list(props[key]).length > 0);
  if (!told && !texts(settings["silent"]).some((word) => name.includes(word))) yield flaw("alarmActions", "not set", "the ARN of a topic");
});

/** Images that were never looked into are deployed all the same. */
export const imagesAreScanned = stackRule({
  name: "logging-images-are-scanned",
  description: "Images are looked into when they arrive, keep what their names mean, and go when they are old.",
  severity: "high",
  types: tokens.repositories,
  fix: 'Set imageScanningConfiguration.scanOnPush (or an inspector2.Enabler for ECR), imageTagMutability "IMMUTABLE", and add an ecr.LifecyclePolicy.',
  controls: ["ECR.1", "ECR.2", "ECR.3", "Inspector.2", "CKV_AWS_51", "CKV_AWS_163", "AWS-0030", "AWS-0031"],
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
  settings: { enhancedScanning: { type: "boolean", default: false, description: "Whether the account has Inspector look into every image." } },
}, function* (stack: Stack, settings: Properties): Sightings {
  const isScanned = settings["enhancedScanning"] === true || stack.of(tokens.registryScannings).length > 0
    || stack.of(tokens.imageScanners).some(({ props }) => texts(props["resourceTypes"]).includes("ECR"));
  for (const on of stack.of(tokens.repositories)) {
    if (!isScanned && at(on.props["imageScanningConfiguration"], "scanOnPush") !== true) yield { on, finding: flaw("imageScanningConfiguration.scanOnPush", "not set", "true") };
    const mutability = on.props["imageTagMutability"];
    if (mutability instanceof Unknown) yield { on, finding: undecided(mutability) };
    else if (!text(mutability).startsWith("IMMUTABLE")) yield { on, finding: flaw("imageTagMutability", isSet(mutability) ? `"${text(mutability)}"` : "not set", '"IMMUTABLE"') };
    if (!isSet(on.props["lifecyclePolicy"]) && stack.referrers(tokens.repositoryLifecycles, "repository", on).length === 0) {
      yield { on, finding: flaw("its lifecycle", "not set", "an ecr.LifecyclePolicy") };
    }
  }
});
