import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { PrivateBucket, type AccessLogs } from "../core/bucket";
import { type ObjectLock } from "../core/bucket-lock";
import { type Place } from "../core/place";
import { insist } from "../core/problems";
import { twinBucket } from "../core/replicated-buckets";
import { idleTiersOf, modeProblems, transitionsOf, type ArchiveMode } from "./mode";

export interface ArchiveArgs {
  readonly place: Place;
  /** Start of the bucket's name, the same in both places: `<project>-<stack>-archive`. Changing it replaces the bucket. */
  readonly namePrefix: string;
  /** Key of the place that encrypts every object. */
  readonly keyArn: pulumi.Input<string>;
  /** The same in both places, so that what is archived in one is archived in the other. */
  readonly mode: ArchiveMode;
  /** Whole days after which an object is gone, or `never`. The same in both places. */
  readonly expireAfterDays: number | "never";
  /** Whole days for which a version that was overwritten or deleted can be had back. */
  readonly keepOlderVersionsDays: number;
  /** The same in both places. Once there, it cannot be taken away, only its days can change. */
  readonly objectLock: ObjectLock | "none";
  readonly accessLogs: AccessLogs;
  /** Whether deleting the archive deletes what is in it. */
  readonly forceDestroy: boolean;
}

/**
 * One place's side of the archive: what is kept for long, colder and cheaper as it rests, versioned and under the place's
 * own key. `Replication` of the two sides makes them one. Whoever is primary changes nothing here.
 *
 * @throws {pulumi.ResourceError} with every problem in the mode; the bucket reports its own.
 */
export class Archive extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  /** Resolves once every setting of the bucket is in place, versioning among them. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { mode, ...args }: ArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:archive:Archive", name, {}, opts);
    insist(modeProblems(mode), this);
    const bucket = new PrivateBucket(name, twinBucket({ ...args, transitions: transitionsOf(mode), access: () => [] }), { parent: this });
    const tierings = idleTiersOf(mode).map((tier) => ({ ...tier }));
    if (tierings.length > 0) {
      new aws.s3.BucketIntelligentTieringConfiguration(name, { bucket: bucket.bucketName, name: "idle", status: "Enabled", tierings }, { parent: this });
    }
    this.bucketName = bucket.bucketName;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}
