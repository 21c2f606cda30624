import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** What becomes of a deletion without a version: it leaves a marker that hides the object. Versions are never deleted by replication. */
export type DeleteMarkers = "replicate" | "keep-here";

/**
 * How closely copying is watched: 99.9 % of objects within 15 minutes, by contract, with the metrics that show it; the
 * metrics alone; or nothing.
 * Source: S3 User Guide, "Meeting compliance requirements with S3 Replication Time Control".
 */
export type Timeliness = "time-control" | "metrics" | "unwatched";

/** Name of the one rule, as its metrics carry it: dimension `RuleId` beside `SourceBucket` and `DestinationBucket`. */
const replicationRuleId = "all";

/** The only time that S3 takes. Source: S3 API, `ReplicationTimeValue`. */
const replicationMinutes = 15;

/** How a bucket copies everything that is new in it to its twin, changes of what came from there included. */
export interface ReplicationRule {
  readonly to: { readonly arn: pulumi.Input<string>; readonly keyArn: pulumi.Input<string> };
  readonly deleteMarkers: DeleteMarkers;
  readonly timeliness: Timeliness;
}

/** The rule as S3 takes it: version 2, since it has a filter, which lets everything through. */
export function replicationRule({ to, deleteMarkers, timeliness }: ReplicationRule): aws.types.input.s3.BucketReplicationConfigRule {
  return {
    id: replicationRuleId,
    status: "Enabled",
    priority: 1,
    filter: {},
    deleteMarkerReplication: { status: deleteMarkers === "replicate" ? "Enabled" : "Disabled" },
    sourceSelectionCriteria: { replicaModifications: { status: "Enabled" }, sseKmsEncryptedObjects: { status: "Enabled" } },
    destination: { bucket: to.arn, encryptionConfiguration: { replicaKmsKeyId: to.keyArn }, ...watch(timeliness) },
  };
}

function watch(timeliness: Timeliness): Pick<aws.types.input.s3.BucketReplicationConfigRuleDestination, "metrics" | "replicationTime"> {
  const time = { minutes: replicationMinutes };
  switch (timeliness) {
    case "unwatched": return {};
    case "metrics": return { metrics: { status: "Enabled" } };
    case "time-control": return { metrics: { status: "Enabled", eventThreshold: time }, replicationTime: { status: "Enabled", time } };
  }
}
