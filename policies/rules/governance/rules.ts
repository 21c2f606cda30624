import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { taggable } from "../../lib/remedy";
import { regionOf } from "../../lib/regions";
import { resourceRule, stackRule, type Sightings } from "../../lib/rule";
import { strings } from "../../lib/settings";
import type { Stack } from "../../lib/stack";
import { tagsOf } from "../../lib/tags";
import { tokens } from "../../lib/tokens";
import { at, isSet, list, parseJson, text, Unknown, type Properties } from "../../lib/value";

/** Types that cost money or hold data, and that AWS lets a program tag. */
const tagged = [...tokens.buckets, ...tokens.databaseClusters, ...tokens.databaseInstances, ...tokens.tables, ...tokens.queues, ...tokens.topics, ...tokens.functions,
  ...tokens.secrets, ...tokens.keys, ...tokens.vpcs, ...tokens.balancers, ...tokens.logGroups, ...tokens.vaults, ...tokens.ecsClusters, ...tokens.streams, ...tokens.distributions,
  ...tokens.repositories, ...tokens.builds, ...tokens.pipelines];

/** What nobody owns nobody pays for, mends or removes. */
export const resourcesAreTagged = resourceRule({
  name: "governance-resources-are-tagged",
  description: "Resources that cost money or hold data have the tags that say whose they are.",
  severity: "low",
  types: tagged,
  fix: "Set them once, as defaultTags of the provider.",
  controls: ["DynamoDB.5", "Lambda.6"],
  url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  settings: {
    tags: { type: "array", items: { type: "string" }, default: [], description: "Keys of the tags that have to be there." },
    values: { type: "object", additionalProperties: { type: "string" }, default: {}, description: "Values that the level `remediate` gives to tags which are missing." },
  },
}, function* ({ props, provider, settings }): Findings {
  const tags = tagsOf({ props, provider });
  if (tags instanceof Unknown) return yield undecided(tags);
  const missing = strings(settings, "tags").filter((key) => tags === undefined || !isSet(tags[key]));
  if (missing.length > 0) yield flaw("tags", `without ${missing.join(", ")}`, "a value for each");
}, taggable(tagged));

/** Whoever runs the program by mistake in another account changes that account. */
export const providersKnowTheirAccount = resourceRule({
  name: "governance-providers-know-their-account",
  description: "Providers work in the accounts that they name, and with no key that is written down.",
  severity: "high",
  types: tokens.providers,
  fix: "Set allowedAccountIds; take credentials from the environment, never from accessKey and secretKey.",
  controls: ["SEC01-BP01", "AWS-0143"],
  url: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
}, function* ({ props }): Findings {
  const allowed = list(parseJson(props["allowedAccountIds"], "allowedAccountIds"));
  if (allowed.length === 0) yield flaw("allowedAccountIds", "not set", "the account of the stack");
  for (const key of ["accessKey", "secretKey"]) if (isSet(props[key])) yield flaw(key, "set", "credentials from the environment");
});

/** Runtimes that AWS has stopped, or is about to stop, mending. Source: AWS Lambda Developer Guide, "Lambda runtimes", deprecated and to be deprecated within 180 days, November 2026. */
const old = ["nodejs", "nodejs4.3", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x", "nodejs18.x", "nodejs20.x", "python2.7", "python3.6", "python3.7",
  "python3.8", "python3.9", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet5.0", "dotnet6", "dotnet7", "ruby2.5", "ruby2.7", "ruby3.2", "java8", "go1.x", "provided"];

/** A runtime that nobody mends is a hole that stays. */
export const runtimesAreMended = resourceRule({
  name: "governance-runtimes-are-mended",
  description: "Functions run on a runtime that AWS still mends.",
  severity: "medium",
  types: tokens.functions,
  fix: "Set runtime to a supported one.",
  controls: ["Lambda.2", "CKV_AWS_363", "AwsSolutions-L1"],
  url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  settings: { old: { type: "array", items: { type: "string" }, default: old, description: "Runtimes that are refused." } },
}, function* ({ props, settings }): Findings {
  const { runtime } = props;
  if (runtime instanceof Unknown) yield undecided(runtime);
  else if (strings(settings, "old").includes(text(runtime))) yield flaw("runtime", show(runtime), "one that AWS mends");
});

/** A rule without a reason is kept for ever, since nobody dares to remove it. */
export const groupsSayWhy = resourceRule({
  name: "governance-security-groups-say-why",
  description: "Security groups and their rules say what they are for.",
  severity: "low",
  level: "advisory",
  types: [...tokens.securityGroups, ...tokens.ingressRules, ...tokens.egressRules, ...tokens.securityGroupRules],
  fix: "Set description.",
  controls: ["CKV_AWS_23", "AWS-0099", "AWS-0124", "AwsSolutions-EC27"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
}, function* ({ props }): Findings {
  const { description } = props;
  if (!isSet(description) || description === "Managed by Pulumi" || description === "Managed by Terraform") yield flaw("description", show(description), "what it is for");
});

/** What a program ignores, anybody may change. */
export const changesAreNotIgnored = resourceRule({
  name: "governance-changes-are-not-ignored",
  description: "No resource ignores changes of what protects it.",
  severity: "high",
  types: ["*"],
  fix: "Leave policies, rules, keys and encryption out of ignoreChanges.",
  controls: ["REL13-BP04"],
  url: "https://www.pulumi.com/docs/iac/concepts/options/ignorechanges/",
}, function* ({ type, opts }): Findings {
  if (!/^aws(-native)?:/.test(type)) return;
  const guarded = (opts.ignoreChanges ?? []).filter((path) => path === "*"
    || /policy|policies|polic(y|ies)Document|ingress|egress|kms|encrypt|public|securityGroup|deletionProtection|principal|inlinePolicies|versioning/i.test(path));
  if (guarded.length > 0) yield flaw("ignoreChanges", show(guarded.join(", ")), "nothing that protects it");
});

/** A bill is the last alarm. */
export const spendingHasABound = stackRule({
  name: "governance-spending-has-a-bound",
  description: "A budget warns before it is spent, by what was spent and by what will be, and an anomaly is noticed.",
  severity: "low",
  level: "advisory",
  types: tokens.vpcs,
  fix: "Add a budgets.Budget with notifications of ACTUAL and FORECASTED, and a costexplorer.AnomalyMonitor.",
  controls: ["COST03-BP05"],
  url: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-best-practices.html",
  settings: { budget: { type: "boolean", default: true, description: "Whether the stack has to have a budget of its own." } },
}, function* (stack: Stack, settings: Properties): Sightings {
  const [on] = stack.of(tokens.vpcs);
  if (on === undefined || settings["budget"] === false) return;
  const kinds = stack.of(tokens.budgets).flatMap(({ props }) => list(props["notifications"]).map((each) => JSON.stringify(each)));
  for (const kind of ["ACTUAL", "FORECASTED"]) if (!kinds.some((each) => each.includes(kind))) yield { on, finding: flaw("its budget", `without a warning of what is ${kind}`, "a notification of each kind") };
  if (stack.of(tokens.anomalyMonitors).length === 0) yield { on, finding: flaw("its costs", "without an anomaly monitor", "a costexplorer.AnomalyMonitor") };
});

/** What goes on of Pinpoint. Source: Amazon Pinpoint User Guide, "Amazon Pinpoint end of support": 30 October 2026; push, SMS, voice and OTP go on as AWS End User Messaging. */
export const pinpointIsForPushAlone = resourceRule({
  name: "governance-pinpoint-is-for-push-alone",
  description: "Of Pinpoint, nothing is used that has ended.",
  severity: "low",
  level: "advisory",
  types: tokens.pinpoint,
  fix: "Send e-mail by SES, text messages by End User Messaging, and analyse events elsewhere.",
  controls: ["SUS02-BP03"],
  url: "https://docs.aws.amazon.com/pinpoint/latest/userguide/migrate.html",
}, function* ({ type }): Findings {
  yield flaw("it", `of type ${type.split(":").at(-1) ?? type}`, "an app with push channels");
});

/**
 * Services that AWS runs in one region, and that a stack calls there. Source: AWS General Reference, "Service endpoints and quotas": CloudFront, WAF for
 * CloudFront, Budgets and Cost Explorer; ARC Developer Guide, "Data and control planes for Region switch": plans are written in us-east-1.
 */
const globalTypes = /^aws:(arcregionswitch|cloudfront|wafv2|budgets|costexplorer|acm|cloudwatch|kms|iam|route53|s3|lambda|shield|cur)\//;

/** Data that stands in a third region stands under a third law. */
export const resourcesStayInTheirRegions = stackRule({
  name: "residency-resources-stay-in-their-regions",
  description: "Nothing stands, or is copied, outside the regions that the stack may use.",
  severity: "high",
  types: ["*"],
  fix: "Hand the resource the provider of its place, or add the region to the setting `regions`.",
  controls: ["SEC07-BP02"],
  url: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/welcome.html",
  settings: {
    regions: { type: "array", items: { type: "string" }, default: [], description: "Regions that the stack may use. None: those in which its networks stand, or any where there is no network." },
  },
}, function* (stack: Stack, settings: Properties): Sightings {
  const configured = strings(settings, "regions");
  const allowed = new Set(configured.length > 0 ? configured : stack.of(tokens.vpcs).map((vpc) => text(regionOf(vpc))).filter((region) => region !== ""));
  if (allowed.size === 0) return;
  for (const on of stack.all.filter(({ type }) => type.startsWith("aws:"))) {
    const region = text(regionOf(on));
    if (region === "" || allowed.has(region) || (region === "us-east-1" && globalTypes.test(on.type))) continue;
    yield { on, finding: flaw("its region", region, [...allowed].sort().join(" or ")) };
  }
  for (const on of stack.of([...tokens.tables, ...tokens.secrets])) {
    for (const replica of list(on.props["replicas"])) {
      const region = text(regionOf({ props: { region: at(replica, "regionName") ?? at(replica, "region") } }));
      if (region !== "" && !allowed.has(region)) yield { on, finding: flaw("replicas", region, [...allowed].sort().join(" or ")) };
    }
  }
});
