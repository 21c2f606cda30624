import * as pulumi from "@pulumi/pulumi";
import { PrivateBucket, type AccessLogs } from "../core/bucket";
import { type Statement } from "../core/iam";
import { type Place } from "../core/place";
import { twinBucket } from "../core/replicated-buckets";

export interface ContentArgs {
  readonly place: Place;
  /** Start of the bucket's name, the same in both places: `<project>-<stack>-media`. Changing it replaces the bucket. */
  readonly namePrefix: string;
  /** Key of the place that encrypts every object. Who else reads the bucket needs it too. */
  readonly keyArn: pulumi.Input<string>;
  /** Whole days for which a file that was overwritten or deleted can be had back. */
  readonly keepOlderVersionsDays: number;
  /** Who may read, beside what IAM grants inside the account: a distribution, by its origin access control. Nobody is an answer. */
  readonly readers: (bucketArn: pulumi.Output<string>) => readonly Statement[];
  readonly accessLogs: AccessLogs;
  /** Whether deleting the bucket deletes what is in it. */
  readonly forceDestroy: boolean;
}

/**
 * One place's side of the files that a platform hands out, such as its web pages or its users' pictures. Private: a reader
 * is let in by name. What is current stays for ever, always ready to be read. Whoever is primary changes nothing here.
 *
 * @throws {pulumi.ResourceError} when the days are not whole, or the name is none that S3 takes.
 */
export class Content extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  /** Resolves once every setting of the bucket is in place, versioning among them. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { readers, ...args }: ContentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:content:Content", name, {}, opts);
    const bucket = new PrivateBucket(name, twinBucket({
      ...args, access: readers, expireAfterDays: "never", transitions: [], objectLock: "none",
    }), { parent: this });
    this.bucketName = bucket.bucketName;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}
