import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccessLogs, type PrivateBucketArgs } from "./bucket";
import { type BucketEnd } from "./bucket-grants";
import { type Transition } from "./bucket-lifecycle";
import { type ObjectLock } from "./bucket-lock";
import { namedBucket } from "./bucket-names";
import { document, type Statement } from "./iam";
import { nameProblems } from "./names";
import { type Place } from "./place";
import { insist } from "./problems";
import { replicate, trustReplication } from "./replication-access";
import { replicationRule, type DeleteMarkers, type Timeliness } from "./replication-rule";

/** A bucket that has a twin in the other place: versioned, under the place's own key, its requests written down. */
export interface TwinBucketArgs {
  readonly place: Place;
  /** Start of its name, the same in both places: `<project>-<stack>-<purpose>`. Changing it replaces the bucket. */
  readonly namePrefix: string;
  /** Key of the place that encrypts every object. */
  readonly keyArn: pulumi.Input<string>;
  /** Whole days after which an object expires on this side, or `never`. S3 replicates no expiration: both sides want the same. */
  readonly expireAfterDays: number | "never";
  /** Whole days for which a version that was overwritten or deleted can be had back. */
  readonly keepOlderVersionsDays: number;
  readonly transitions: readonly Transition[];
  /** The same on both sides, or S3 replicates nothing into the one without it. */
  readonly objectLock: ObjectLock | "none";
  readonly access: (bucketArn: pulumi.Output<string>) => readonly Statement[];
  readonly accessLogs: AccessLogs;
  readonly forceDestroy: boolean;
}

/** Turns a twin into the private bucket that it is. */
export function twinBucket(args: TwinBucketArgs): PrivateBucketArgs {
  const { place, namePrefix, keyArn, expireAfterDays, keepOlderVersionsDays, transitions, objectLock, access, accessLogs, forceDestroy } = args;
  return {
    identity: namedBucket(place, namePrefix),
    encryption: { kind: "kms", keyArn },
    retention: { expireAfterDays, olderVersions: { keepDays: keepOlderVersionsDays }, transitions },
    ...(objectLock !== "none" && { objectLock }),
    access, accessLogs, forceDestroy,
  };
}

/** One side of a pair. */
export interface Twin extends BucketEnd {
  /** Comes, as the ARN does, once versions are on: S3 refuses a replication before. */
  readonly bucketName: pulumi.Input<string>;
}

export interface ReplicationArgs {
  /** The side that is copied, in whose region this component stands. */
  readonly from: Twin;
  readonly to: Twin;
  readonly deleteMarkers: DeleteMarkers;
  readonly timeliness: Timeliness;
  /** Whether the pair locks its objects: the copy then takes retention and legal holds along. */
  readonly objectLock: boolean;
}

/**
 * One direction of a pair: everything that is new on one side comes to be on the other. With a second one the other way
 * round the two are equals, so a role swap changes nothing here.
 *
 * Objects that are older than this component are not copied. It hands out nothing: nobody waits for it.
 *
 * @throws {pulumi.ResourceError} when the two sides are one place, or the name has no room for its suffix.
 */
export class Replication extends pulumi.ComponentResource {
  constructor(name: string, { from, to, deleteMarkers, timeliness, objectLock }: ReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:core:Replication", name, {}, opts);
    insist([
      ...nameProblems("iamRole", name),
      ...(from.place.region === to.place.region ? [`${name} copies ${from.place.region} onto itself: want two regions`] : []),
    ], this);
    const role = new aws.iam.Role(name, {
      description: `Copies new objects from ${from.place.key} to ${to.place.key}`, assumeRolePolicy: trustReplication(from),
    }, { parent: this });
    const policy = new aws.iam.RolePolicy(name, { role: role.name, policy: document(...replicate(from, to, objectLock)) }, { parent: this });
    new aws.s3.BucketReplicationConfig(name, {
      bucket: from.bucketName, role: role.arn, rules: [replicationRule({ to, deleteMarkers, timeliness })],
    }, { parent: this, dependsOn: policy });
    this.registerOutputs({});
  }
}
