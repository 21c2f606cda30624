import * as pulumi from "@pulumi/pulumi";
import { useKey, type BucketEnd } from "../core/bucket-grants";
import { allow, allowPrincipal, type Statement } from "../core/iam";
import { type Place } from "../core/place";

/** Tag of a version that was refused, and the start of the keys of everything that users send: as the functions have them. */
export const quarantineTag = { key: "verdict", value: "refused" } as const;
export const usersPrefix = "users/";

/** Refuses everybody what was refused, administrators too: who has to see it takes the tag off first, and is on record. */
export function refuseQuarantined(bucketArn: pulumi.Input<string>): Statement[] {
  return [{
    Sid: "RefuseQuarantined", Effect: "Deny", Principal: "*", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: pulumi.interpolate`${bucketArn}/*`,
    Condition: { StringEquals: { [`s3:ExistingObjectTag/${quarantineTag.key}`]: quarantineTag.value } },
  }];
}

/** Sign addresses for what users send: S3 asks for the rights of the role that has signed. */
export function signUploads(bucket: BucketEnd): Statement[] {
  return [
    allow({ sid: "SignUploads", actions: ["s3:PutObject"], resources: [pulumi.interpolate`${bucket.arn}/${usersPrefix}*`] }),
    useKey("SignEncryption", ["kms:GenerateDataKey"], bucket),
  ];
}

/** Look at what has come, without a list and without a right to change it, and mark what is refused. */
export function inspectUploads(bucket: BucketEnd): Statement[] {
  return [
    allow({ sid: "InspectUploads", actions: ["s3:GetObjectVersion", "s3:PutObjectVersionTagging"], resources: [pulumi.interpolate`${bucket.arn}/${usersPrefix}*`] }),
    // Without it, S3 answers 403 for a version that is gone. Source: S3 API, `HeadObject`, permissions.
    allow({ sid: "MissUploads", actions: ["s3:ListBucket"], resources: [bucket.arn] }),
    useKey("OpenUploads", ["kms:Decrypt"], bucket),
  ];
}

/** Take away every version of what a user has sent. */
export function eraseUploads(bucket: BucketEnd): Statement[] {
  return [
    allow({ sid: "FindUploads", actions: ["s3:ListBucketVersions"], resources: [bucket.arn], when: { StringLike: { "s3:prefix": `${usersPrefix}*` } } }),
    allow({ sid: "EraseUploads", actions: ["s3:DeleteObjectVersion"], resources: [pulumi.interpolate`${bucket.arn}/${usersPrefix}*`] }),
  ];
}

/** A queue, and the key that encrypts it. */
export interface QueueEnd {
  readonly place: Place;
  readonly arn: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
}

/** Lets a bucket put its notices into a queue. Source: S3 User Guide, "Granting permissions to publish event notification messages to a destination". */
export function takeNotices({ place, arn }: Pick<QueueEnd, "arn" | "place">, bucketArn: pulumi.Input<string>): Statement {
  return allowPrincipal({ Service: "s3.amazonaws.com" }, {
    sid: "TakeNotices", actions: ["sqs:SendMessage"], resources: [arn],
    when: { StringEquals: { "aws:SourceAccount": place.account }, ArnLike: { "aws:SourceArn": bucketArn } },
  });
}

/** Work through a queue in the name of a function. Source: Lambda Developer Guide, "Using Lambda with Amazon SQS", execution role permissions. */
export function workThrough({ place, arn, keyArn }: QueueEnd): Statement[] {
  return [
    allow({ sid: "WorkThroughQueue", actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], resources: [arn] }),
    allow({ sid: "OpenQueue", actions: ["kms:Decrypt"], resources: [keyArn], when: { StringEquals: { "kms:ViaService": `sqs.${place.region}.amazonaws.com` } } }),
  ];
}

