import * as pulumi from "@pulumi/pulumi";
import { PrivateBucket, type AccessLogs } from "../core/bucket";
import { namedBucket } from "../core/bucket-names";
import { allowPrincipal } from "../core/iam";
import { type Place } from "../core/place";
import { leverKeyIn } from "../../protocol/lever";
import { checkerRanges } from "./checker-ranges";

export interface LeverArgs {
  readonly place: Place;
  /** `<project>-<stack>-lever`. The account and the region follow. Changing it replaces the bucket. */
  readonly namePrefix: string;
  /** First part of the path of each lever, such as the stack's name. */
  readonly folder: string;
  readonly accessLogs: AccessLogs;
  /** Whether deleting the bucket deletes a lever that is pulled. */
  readonly forceDestroy: boolean;
}

/** Days for which it can be seen who pulled a lever and when: what is pulled and let go leaves a version each. */
const keptDays = 90;

/** What pulls a lever is an object, empty, at one of two paths: the one that moves users, and the one for drills. */
export interface LeverEnd {
  /** Name at which Route 53's checkers ask for the object. */
  readonly host: string;
  /** Keys of the objects, which are their paths without the slash. */
  readonly activeKey: string;
  readonly drillKey: string;
}

/** Name and paths of a place's levers, known before the bucket is there. */
export function leverEnd({ place, namePrefix, folder }: Pick<LeverArgs, "folder" | "namePrefix" | "place">): LeverEnd {
  return {
    host: `${namedBucket(place, namePrefix).bucket}.s3.${place.region}.amazonaws.com`,
    activeKey: leverKeyIn(folder, "active"),
    drillKey: leverKeyIn(folder, "drill"),
  };
}

/**
 * Where a place says that users are to come to it, whatever the other place says of itself: an object in a bucket of its own, which
 * Route 53's checkers see within seconds, and which takes S3 in this place alone to write.
 *
 * The bucket is closed to the public, and its policy is none by S3's own definition, since it lets in fixed addresses only. The objects
 * are under S3's key and no other: nobody who does not sign may read what is under a key of KMS.
 * Source: S3 User Guide, "Blocking public access to your Amazon S3 storage", The meaning of "public"; "Using server-side encryption with
 * AWS KMS keys", Signature Version 4.
 */
export class Lever extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  readonly end: LeverEnd;

  constructor(name: string, args: LeverArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:failover:Lever", name, {}, opts);
    this.end = leverEnd(args);
    const bucket = new PrivateBucket(name, {
      identity: namedBucket(args.place, args.namePrefix),
      encryption: { kind: "s3" },
      retention: { expireAfterDays: "never", olderVersions: { keepDays: keptDays } },
      access: (arn) => [allowPrincipal("*", {
        sid: "AnswerHealthCheckers",
        actions: ["s3:GetObject"],
        resources: [pulumi.interpolate`${arn}/${this.end.activeKey}`, pulumi.interpolate`${arn}/${this.end.drillKey}`],
        when: { IpAddress: { "aws:SourceIp": checkerRanges } },
      })],
      accessLogs: args.accessLogs,
      forceDestroy: args.forceDestroy,
    }, { parent: this });
    this.bucketName = bucket.bucketName;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}
