import { flaw, mustBe, show, undecided, type Findings } from "../../lib/finding";
import { receivesAccessLogs } from "../../lib/log-buckets";
import { regionOf } from "../../lib/regions";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { at, list, text, Unknown, type Value } from "../../lib/value";

/** One direction is a backup; with the way back, either side can be the one that is written. */
export const bucketsOutliveARegion = stackRule({
  name: "recovery-buckets-outlive-a-region",
  description: "Buckets keep versions and follow a bucket in another region both ways, except those that receive access logs.",
  severity: "high",
  types: tokens.buckets,
  fix: "Give both buckets a BucketVersioning and a BucketReplicationConfig, each to the other, with replicaModifications and sseKmsEncryptedObjects enabled.",
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
  const inline = list(bucket.props["versioning"]).map((each) => (at(each, "enabled") === true ? "Enabled" : "Suspended"));
  const [status = "not set"] = statuses.length > 0 ? statuses : inline;
  if (status instanceof Unknown) yield undecided(status);
  else if (status !== "Enabled") yield flaw("its versioning", status === "not set" ? status : show(status), '"Enabled"');
}

function* replication(stack: Stack, bucket: Node): Findings {
  const rules = rulesOf(stack, bucket);
  if (rules.length === 0) return yield flaw("its replication", "not set", "a rule that copies every object to a bucket in another region");
  for (const rule of rules) {
    yield* mustBe("rules[].status", at(rule.value, "status"), "Enabled");
    yield* mustBe("rules[].sourceSelectionCriteria.sseKmsEncryptedObjects.status", at(rule.value, "sourceSelectionCriteria", "sseKmsEncryptedObjects", "status"), "Enabled");
    yield* mustBe("rules[].sourceSelectionCriteria.replicaModifications.status", at(rule.value, "sourceSelectionCriteria", "replicaModifications", "status"), "Enabled");
    yield* thereAndBack(stack, bucket, rule);
  }
}

interface Rule {
  readonly config: Node;
  readonly value: Value;
}

function rulesOf(stack: Stack, bucket: Node): readonly Rule[] {
  return stack.referrers(tokens.bucketReplications, "bucket", bucket)
    .flatMap((config) => list(config.props["rules"]).map((value) => ({ config, value })));
}

/** A rule names its target by an ARN; other buckets of the same rule's inputs are its source. */
function targetsOf(stack: Stack, bucket: Node, { config, value }: Rule): readonly Node[] {
  return stack.of(tokens.buckets).filter((each) => each !== bucket && stack.refers(config, ["rules", at(value, "destination", "bucket")], each));
}

function* thereAndBack(stack: Stack, bucket: Node, rule: Rule): Findings {
  const [target] = targetsOf(stack, bucket, rule);
  if (target === undefined) return yield flaw("rules[].destination.bucket", show(at(rule.value, "destination", "bucket")), "a bucket of this stack in another region");
  const [here, there] = [regionOf(bucket), regionOf(target)];
  const open = [here, there].find((each) => each instanceof Unknown);
  if (open instanceof Unknown) return yield undecided(open);
  if (text(here) === text(there)) yield flaw("rules[].destination.bucket", `${target.name} in ${text(there)} as well`, "a bucket in another region");
  if (!rulesOf(stack, target).some((back) => targetsOf(stack, target, back).includes(bucket))) {
    yield flaw("its replication", `one way, to ${target.name}`, "both ways");
  }
}
