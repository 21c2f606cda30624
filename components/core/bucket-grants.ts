import * as pulumi from "@pulumi/pulumi";
import { allow, type Action, type Statement } from "./iam";
import { type Place } from "./place";
import { sidWord } from "./sid-word";

/** An encrypted bucket, as far as a grant has to know it. */
export interface BucketEnd {
  readonly place: Place;
  readonly arn: pulumi.Input<string>;
  /** Key of the same region that encrypts its objects. */
  readonly keyArn: pulumi.Input<string>;
}

/** A bucket with the word that its grants call it, such as `archive`: one role may have grants on several. */
export interface NamedBucketEnd extends BucketEnd {
  readonly key: string;
}

/** Read objects and their older versions, and see which there are: without the list, S3 answers 403 for what is not there. */
export function readObjects(bucket: NamedBucketEnd): Statement[] {
  return [
    allow({ sid: `List${sidWord(bucket.key)}`, actions: ["s3:ListBucket"], resources: [bucket.arn] }),
    allow({ sid: `Read${sidWord(bucket.key)}`, actions: ["s3:GetObject", "s3:GetObjectVersion"], resources: [objectsOf(bucket)] }),
    useKey(`Decrypt${sidWord(bucket.key)}`, ["kms:Decrypt"], bucket),
  ];
}

/**
 * Write objects, in one piece or in parts. No deletion: see {@link deleteObjects}.
 * Source: S3 User Guide, "Multipart upload API and permissions": completing an encrypted upload decrypts its parts.
 */
export function writeObjects(bucket: NamedBucketEnd): Statement[] {
  return [
    allow({ sid: `Write${sidWord(bucket.key)}`, actions: ["s3:AbortMultipartUpload", "s3:PutObject"], resources: [objectsOf(bucket)] }),
    useKey(`Encrypt${sidWord(bucket.key)}`, ["kms:Decrypt", "kms:GenerateDataKey"], bucket),
  ];
}

/** Hide objects behind a delete marker, which an administrator can take away again. Versions stay. */
export function deleteObjects(bucket: NamedBucketEnd): Statement[] {
  return [allow({ sid: `DeleteFrom${sidWord(bucket.key)}`, actions: ["s3:DeleteObject"], resources: [objectsOf(bucket)] })];
}

/** Have objects brought back from the archive classes, and see how far that is. Reading them is {@link readObjects}. */
export function restoreObjects(bucket: NamedBucketEnd): Statement[] {
  return [allow({ sid: `RestoreFrom${sidWord(bucket.key)}`, actions: ["s3:RestoreObject"], resources: [objectsOf(bucket)] })];
}

/**
 * Use of a bucket's key, through S3 in the bucket's region and for this bucket only. An object that shares the bucket's data
 * key has the bucket in its context, another one itself.
 * Source: S3 User Guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys", changes to note.
 */
export function useKey(sid: string, actions: readonly [Action, ...Action[]], bucket: BucketEnd): Statement {
  return allow({
    sid, actions, resources: [bucket.keyArn],
    when: {
      StringEquals: { "kms:ViaService": `s3.${bucket.place.region}.amazonaws.com` },
      StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucket.arn, objectsOf(bucket)] },
    },
  });
}

/** Every object of a bucket. */
export function objectsOf({ arn }: Pick<BucketEnd, "arn">): pulumi.Output<string> {
  return pulumi.interpolate`${arn}/*`;
}
