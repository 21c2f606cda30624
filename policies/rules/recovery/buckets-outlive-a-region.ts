import { flaw, mustBe, show, undecided, type Findings } from "../../lib/finding";
import { receivesAccessLogs } from "../../lib/log-buckets";
import { mustNameKey } from "../../lib/keys";
import { regionIn, regionOf } from "../../lib/regions";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { along, at, isProperties, isSet, list, text, Unknown, type Value } from "../../lib/value";

/** One direction is a backup; with the way back, either side can be the one that is written. */
export const bucketsOutliveARegion = stackRule({
  name: "recovery-buckets-outlive-a-region",
  description: "Buckets keep versions and follow a bucket in another region both ways, except those that receive access logs.",
  severity: "high",
  types: tokens.buckets,
  fix: "Give both buckets a BucketVersioning and a BucketReplicationConfig, each to the other, for all objects, with replicaModifications and sseKmsEncryptedObjects enabled and a replicaKmsKeyId of the other region.",
  controls: ["S3.7", "S3.14", "CKV_AWS_21", "CKV_AWS_144", "AWS-0090"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
}, check);

function* check(stack: Stack): Sightings {
  for (const bucket of stack.of(tokens.buckets).filter((each) => !receivesAccessLogs(stack, each))) {
    for (const finding of versions(stack, bucket)) yield { on: bucket, finding };
    for (const finding of replication(stack, bucket)) yield { on: bucket, finding };
  }
}

function* versions(stack: Stack, bucket: Node): Findings {
  const statuses = stack.referrers(tokens.bucketVersionings, "bucket", bucket).map(({ props }) => at(props, "versioningConfiguration", "status"));
  const inline = list(bucket.props["versioning"]).map((each) => at(each, "enabled")).map((enabled) => (enabled instanceof Unknown ? enabled : enabled === true ? "Enabled" : "Suspended"));
  const [status = "not set"] = statuses.length > 0 ? statuses : inline;
  if (status instanceof Unknown) yield undecided(status);
  else if (status !== "Enabled") yield flaw("its versioning", status === "not set" ? status : show(status), '"Enabled"');
}

function* replication(stack: Stack, bucket: Node): Findings {
  const rules = rulesOf(stack, bucket);
  if (rules.length === 0) return yield flaw("its replication", "not set", "a rule that copies every object to a bucket in another region");
  if (!rules.some(({ value }) => meansAll(value))) yield flaw("rules[].filter", "a part of the objects", "a rule for all of them: an empty filter");
  for (const rule of rules) {
    yield* mustBe("rules[].status", at(rule.value, "status"), "Enabled");
    yield* mustBe("rules[].sourceSelectionCriteria.sseKmsEncryptedObjects.status", at(rule.value, "sourceSelectionCriteria", "sseKmsEncryptedObjects", "status"), "Enabled");
    yield* mustBe("rules[].sourceSelectionCriteria.replicaModifications.status", at(rule.value, "sourceSelectionCriteria", "replicaModifications", "status"), "Enabled");
    yield* thereAndBack(stack, bucket, rule);
  }
}

/** A rule without a filter is for every object; so is one whose filter names nothing. */
function meansAll(rule: Value): boolean {
  const filter = at(rule, "filter");
  if (filter instanceof Unknown) return true;
  const parts = isProperties(filter) ? Object.values(filter) : [filter];
  return ![...parts, at(rule, "prefix")].some((part) => isSet(part) && !(isProperties(part) && Object.keys(part).length === 0));
}

/** What is encrypted with a customer key arrives under the key that the rule names, which has to be one of the region that it arrives in. */
function* replicaKey(rule: Value, there: string): Findings {
  const property = "rules[].destination.encryptionConfiguration.replicaKmsKeyId";
  const key = at(rule, "destination", "encryptionConfiguration", "replicaKmsKeyId");
  yield* mustNameKey(property, key);
  const region = text(regionIn(key));
  if (region !== "" && there !== "" && region !== there) yield flaw(property, `a key of ${region}`, `a key of ${there}, where the copy stands`);
}

interface Rule {
  readonly config: Node;
  /** Where it stands in the resource that says it. */
  readonly property: string;
  readonly value: Value;
}

function rulesOf(stack: Stack, bucket: Node): readonly Rule[] {
  const separate = stack.referrers(tokens.bucketReplications, "bucket", bucket).flatMap((config) => list(config.props["rules"]).map((value) => ({ config, property: "rules", value })));
  const inline = list(along(bucket.props, "replicationConfiguration.rules")).map((value) => ({ config: bucket, property: "replicationConfiguration", value }));
  return [...separate, ...inline];
}

/** A rule names its target by an ARN; other buckets of the same rule's inputs are its source. */
function targetsOf(stack: Stack, bucket: Node, { config, property, value }: Rule): readonly Node[] {
  return stack.of(tokens.buckets).filter((each) => each !== bucket && stack.refers(config, [property, at(value, "destination", "bucket")], each));
}

function* thereAndBack(stack: Stack, bucket: Node, rule: Rule): Findings {
  const [target] = targetsOf(stack, bucket, rule);
  if (target === undefined) return yield flaw("rules[].destination.bucket", show(at(rule.value, "destination", "bucket")), "a bucket of this stack in another region");
  const [here, there] = [regionOf(bucket), regionOf(target)];
  const open = [here, there].find((each) => each instanceof Unknown);
  if (open instanceof Unknown) return yield undecided(open);
  if (text(here) === text(there)) yield flaw("rules[].destination.bucket", `${target.name} in ${text(there)} as well`, "a bucket in another region");
  yield* replicaKey(rule.value, text(there));
  if (!rulesOf(stack, target).some((back) => targetsOf(stack, target, back).includes(bucket))) {
    yield flaw("its replication", `one way, to ${target.name}`, "both ways");
  }
}
