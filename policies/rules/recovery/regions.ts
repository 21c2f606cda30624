import { must, mustBeOneOf } from "../../lib/demands";
import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { resourceRule, stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { along, at, isSet, list, text, Unknown, type Properties } from "../../lib/value";

/** A secret that only one region has locks the other one out. */
export const secretsOutliveARegion = resourceRule({
  name: "recovery-secrets-outlive-a-region",
  description: "Secrets have a replica in another region.",
  severity: "high",
  types: tokens.secrets,
  fix: "Add the other region to replicas.",
  controls: ["REL10-BP01"],
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html",
}, function* ({ props }): Findings {
  const { replicas } = props;
  if (replicas instanceof Unknown) yield undecided(replicas);
  else if (list(replicas).length === 0) yield flaw("replicas", "not set", "a replica in another region");
});

/** An image that only one region has starts no task in the other. */
export const imagesOutliveARegion = stackRule({
  name: "recovery-images-outlive-a-region",
  description: "Repositories of images are copied to another region.",
  severity: "medium",
  types: tokens.repositories,
  fix: "Add an ecr.ReplicationConfiguration with the other region as a destination.",
  controls: ["REL10-BP01"],
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html",
}, function* (stack: Stack): Sightings {
  const isCopied = stack.of(tokens.registryReplications).some(({ props }) =>
    list(along(props, "replicationConfiguration.rules")).some((rule) => list(at(rule, "destinations")).length > 0));
  if (!isCopied) for (const on of stack.of(tokens.repositories)) yield { on, finding: flaw("its replication", "not set", "a copy in another region") };
});

/** How long a name may be remembered, in seconds: what resolvers keep delays every failover. */
const ttlSeconds = 60;

/** A name that moves needs somebody who notices, and readers who ask again. */
export const namesFollowHealth = stackRule({
  name: "recovery-names-follow-health",
  description: "Names that fail over have a primary record that follows a health check, a secondary one, and are asked again within a minute.",
  severity: "critical",
  types: tokens.records,
  fix: "Give the primary record a healthCheckId or an alias with evaluateTargetHealth: true, and a ttl of 60 or less.",
  controls: ["CKV2_AWS_23"],
  url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-configuring.html",
  settings: { seconds: { type: "integer", default: ttlSeconds, description: "Seconds that a record which fails over may be remembered, at most." } },
}, function* (stack: Stack, settings: Properties): Sightings {
  const failing = stack.of(tokens.records).filter(({ props }) => list(props["failoverRoutingPolicies"]).length > 0);
  for (const on of failing) for (const finding of judgeRecord(on, Number(text(settings["seconds"])))) yield { on, finding };
  const names = new Map<string, Node[]>();
  for (const record of failing) {
    const key = `${text(record.props["name"])} ${text(record.props["type"])}`;
    names.set(key, [...names.get(key) ?? [], record]);
  }
  for (const records of names.values()) {
    const ranks = new Set(records.map(rankOf));
    const [on] = records;
    if (on !== undefined && !ranks.has("?") && !(ranks.has("PRIMARY") && ranks.has("SECONDARY"))) {
      yield { on, finding: flaw("its other record", "not there", ranks.has("PRIMARY") ? "a SECONDARY of the same name and type" : "a PRIMARY of the same name and type") };
    }
  }
});

function rankOf({ props }: Pick<Node, "props">): string {
  const rank = at(list(props["failoverRoutingPolicies"])[0], "type");
  return rank instanceof Unknown ? "?" : text(rank);
}

function* judgeRecord({ props }: Node, seconds: number): Findings {
  const [alias] = list(props["aliases"]);
  const follows = alias !== undefined && at(alias, "evaluateTargetHealth") !== false;
  // Source: Amazon Route 53 Developer Guide, "Failover routing": a secondary without a health check is always taken for healthy, as a last resort should be.
  const isLastResort = rankOf({ props }) === "SECONDARY";
  if (!isSet(props["healthCheckId"]) && !follows && !isLastResort) yield flaw("healthCheckId", "not set", "a health check, or an alias with evaluateTargetHealth");
  const { ttl } = props;
  if (ttl instanceof Unknown) yield undecided(ttl);
  else if (isSet(ttl) && Number(text(ttl)) > seconds) yield flaw("ttl", show(ttl), `${seconds} or less`);
}

/** A service that stands in one zone goes with it. */
export const servicesSurviveAZone = resourceRule({
  name: "recovery-services-survive-a-zone",
  description: "Services stand in two zones, take back a release that does not start, and run on the latest platform.",
  severity: "medium",
  types: tokens.ecsServices,
  fix: "Name two subnets in networkConfiguration; set deploymentCircuitBreaker with enable and rollback (or alarms with rollback); leave platformVersion out.",
  controls: ["ECS.10", "CKV_AWS_332"],
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
}, function* ({ props }): Findings {
  const subnets = along(props, "networkConfiguration.subnets") ?? along(props, "networkConfiguration.awsvpcConfiguration.subnets");
  if (subnets instanceof Unknown) yield undecided(subnets);
  else if (new Set(list(subnets)).size < 2) yield flaw("networkConfiguration.subnets", `${list(subnets).length}`, "2 or more, in two zones");
  if (text(along(props, "deploymentController.type") ?? "ECS") === "ECS") {
    const breaker = along(props, "deploymentCircuitBreaker") ?? along(props, "deploymentConfiguration.deploymentCircuitBreaker");
    const rollsBack = [breaker, props["alarms"]].some((way) => way instanceof Unknown || (at(way, "enable") === true && at(way, "rollback") === true));
    if (!rollsBack) yield flaw("deploymentCircuitBreaker.rollback", show(at(breaker, "rollback")), "true, with enable");
  }
  if (isSet(props["platformVersion"])) yield* mustBeOneOf(props, "platformVersion", ["LATEST"]);
});

/** Tasks of a service that must not go with one machine. */
export const servicesHaveASecondTask = stackRule({
  name: "recovery-services-grow-with-their-load",
  description: "Services are scaled by their load.",
  severity: "medium",
  level: "advisory",
  types: tokens.ecsServices,
  fix: 'Add an appautoscaling.Target of the dimension "ecs:service:DesiredCount" with a policy.',
  controls: ["REL07-BP01"],
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
}, function* (stack: Stack): Sightings {
  const targets = stack.of(tokens.scalingTargets).filter(({ props }) => props["serviceNamespace"] === "ecs");
  for (const on of stack.of(tokens.ecsServices)) {
    const name = text(on.props["name"]);
    const isScaled = targets.some((target) => stack.refers(target, ["resourceId", undefined], on) || (name !== "" && text(target.props["resourceId"]).endsWith(`/${name}`)));
    if (!isScaled) yield { on, finding: flaw("its scaling", "not set", "an appautoscaling.Target") };
  }
});

/** A distribution with one origin is as available as that origin. */
export const distributionsHaveASecondOrigin = resourceRule({
  name: "recovery-distributions-have-a-second-origin",
  description: "Distributions turn to a second origin when the first one fails.",
  severity: "medium",
  level: "advisory",
  types: tokens.distributions,
  fix: "Add an originGroups entry with two members, and name it in targetOriginId.",
  controls: ["CloudFront.4", "CKV_AWS_310"],
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html",
}, function* ({ props }): Findings {
  if (list(props["originGroups"]).length === 0) yield flaw("originGroups", "not set", "a group of two origins");
});

/** A cluster whose instances stand in one zone goes with it. */
export const databasesStandInTwoZones = stackRule({
  name: "recovery-databases-stand-in-two-zones",
  description: "A database that takes writes has two instances at least.",
  severity: "high",
  types: tokens.databaseClusters,
  fix: "Add a second ClusterInstance to the cluster that takes writes, in another zone.",
  controls: ["RDS.15", "CIS-AWS 5.0 2.2.4"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
  settings: { instances: { type: "integer", default: 2, description: "Instances of a cluster that takes writes, at least. 1 where a stack is thrown away." } },
}, function* (stack: Stack, settings: Properties): Sightings {
  const least = Number(text(settings["instances"]));
  for (const on of stack.of(tokens.databaseClusters)) {
    const members = stack.referrers(tokens.databaseInstances, "clusterIdentifier", on);
    const isReader = isSet(on.props["replicationSourceIdentifier"]) || !isSet(on.props["masterUsername"]);
    if (!isReader && members.length < least) yield { on, finding: flaw("its instances", `${members.length}`, `${least} or more, in two zones`) };
  }
});

/** Scaling and alarms of what is bought by the hour. */
export const tablesCopeWithLoad = resourceRule({
  name: "recovery-tables-grow-with-their-load",
  description: "Tables take the load that comes.",
  severity: "low",
  level: "advisory",
  types: tokens.tables,
  fix: 'Use billingMode "PAY_PER_REQUEST", or scale readCapacity and writeCapacity.',
  controls: ["DynamoDB.1", "CKV2_AWS_16"],
  url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html",
}, function* ({ props }): Findings {
  yield* must(props, "billingMode", "PAY_PER_REQUEST");
});
