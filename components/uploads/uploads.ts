import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { PrivateBucket, type AccessLogs } from "../core/bucket";
import { type Place } from "../core/place";
import { twinBucket } from "../core/replicated-buckets";
import { refuseQuarantined } from "./access";

export interface UploadsArgs {
  readonly place: Place;
  /** Start of the bucket's name, the same in both places: `<project>-<stack>-uploads`. Changing it replaces the bucket. */
  readonly namePrefix: string;
  /** Key of the place that encrypts every object. */
  readonly keyArn: pulumi.Input<string>;
  /** Whole days for which a file that was overwritten or deleted can be had back. */
  readonly keepOlderVersionsDays: number;
  /** Origin whose pages may send files, or `*`. */
  readonly webOrigin: string;
  readonly accessLogs: AccessLogs;
  /** Whether deleting the bucket deletes what is in it. */
  readonly forceDestroy: boolean;
}

/** Seconds for which a browser need not ask again whether it may send: most browsers take two hours at most. */
const preflightSeconds = 7200;

/**
 * One place's side of the files that users send, each to an address that was signed for it alone. A bucket of its own: what
 * comes in here is nobody's until it has been looked at, and what was refused can be read by nobody. Whoever is primary
 * changes nothing here.
 *
 * @throws {pulumi.ResourceError} when the days are not whole, or the name is none that S3 takes.
 */
export class Uploads extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  /** Resolves once every setting of the bucket is in place, versioning among them. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { webOrigin, ...args }: UploadsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:uploads:Uploads", name, {}, opts);
    const bucket = new PrivateBucket(name, twinBucket({
      ...args, access: refuseQuarantined, expireAfterDays: "never", transitions: [], objectLock: "none",
    }), { parent: this });
    new aws.s3.BucketCorsConfiguration(name, {
      bucket: bucket.bucketName,
      corsRules: [{ id: "send", allowedMethods: ["PUT"], allowedOrigins: [webOrigin], allowedHeaders: ["*"], maxAgeSeconds: preflightSeconds }],
    }, { parent: this });
    this.bucketName = bucket.bucketName;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}
