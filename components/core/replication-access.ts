import { objectsOf, useKey, type BucketEnd } from "./bucket-grants";
import { allow, trust, type Document, type Statement } from "./iam";

/**
 * Lets S3 take up the role that copies out of a bucket. S3 takes it up only for a replication that somebody with
 * `iam:PassRole` on it, hence of this account, has configured. AWS documents no source in this call: where S3 names one,
 * it has to be this bucket and this account.
 * Source: S3 User Guide, "Setting up permissions for live replication", trust policy.
 */
export function trustReplication({ place, arn }: BucketEnd): Document {
  return trust("s3.amazonaws.com", {
    StringEqualsIfExists: { "aws:SourceAccount": place.account }, ArnLikeIfExists: { "aws:SourceArn": arn },
  });
}

/**
 * What copying in one direction takes: read what is new here, decrypt it with the key of this side, write it there with the
 * key of the other. The right to decrypt there is what S3 checks the bucket's shared data key with.
 * Source: S3 User Guide, "Setting up permissions for live replication"; "Replicating encrypted objects", additional
 * permissions, S3 Bucket Keys and replication; "Using Object Lock with S3 Replication" for retention and legal holds.
 */
export function replicate(from: BucketEnd, to: BucketEnd, objectLock: boolean): Statement[] {
  return [
    allow({ sid: "SeeWhatIsNew", actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"], resources: [from.arn] }),
    allow({
      sid: "ReadHere",
      actions: [
        "s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging",
        ...(objectLock ? ["s3:GetObjectLegalHold", "s3:GetObjectRetention"] as const : []),
      ],
      resources: [objectsOf(from)],
    }),
    useKey("DecryptHere", ["kms:Decrypt"], from),
    allow({ sid: "WriteThere", actions: ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"], resources: [objectsOf(to)] }),
    useKey("EncryptThere", ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"], to),
  ];
}
