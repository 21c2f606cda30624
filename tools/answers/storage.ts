import { websiteZones } from "./regions";
import { answer, partOf, type Subject, type Table } from "./subject";

function bucket(subject: Subject) {
  const name = subject.physicalName("bucket").toLowerCase();
  return answer(name, {
    bucket: name, arn: `arn:${subject.partition}:s3:::${name}`, bucketDomainName: `${name}.s3.${subject.domain}`,
    bucketRegionalDomainName: `${name}.s3.${subject.region}.${subject.domain}`, bucketRegion: subject.region, region: subject.region,
    hostedZoneId: websiteZones[subject.region],
  });
}

const bucketParts = [
  "bucketAccelerateConfiguration:BucketAccelerateConfiguration", "bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration",
  "bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucketLogging:BucketLogging", "bucketNotification:BucketNotification",
  "bucketObjectLockConfiguration:BucketObjectLockConfiguration", "bucketOwnershipControls:BucketOwnershipControls", "bucketPolicy:BucketPolicy",
  "bucketPublicAccessBlock:BucketPublicAccessBlock", "bucketReplicationConfig:BucketReplicationConfig",
  "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "bucketVersioning:BucketVersioning",
];

/** Buckets. A part of a bucket has the bucket's name as its ID. */
export const storage: Table = {
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketObjectv2:BucketObjectv2": (subject) => {
    const [bucket, key] = [subject.text("bucket") ?? "", subject.text("key") ?? ""];
    return answer(`${bucket}/${key}`, { bucket, key, arn: `arn:${subject.partition}:s3:::${bucket}/${key}`, etag: subject.hex(32), versionId: subject.hex(32) });
  },
  ...Object.fromEntries(bucketParts.map((part) => [`aws:s3/${part}`, partOf("bucket")])),
};
