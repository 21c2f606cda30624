import type * as aws from "@pulumi/aws";
import { isPositiveInteger } from "./problems";

/** When objects go. */
export interface BucketRetention {
  /** Whole days after which an object expires, or `never`. */
  readonly expireAfterDays: number | "never";
  /** What is kept of an object that was overwritten or deleted: nothing, or each older version for so many whole days. */
  readonly olderVersions: "none" | { readonly keepDays: number };
}

/** Uploads that nobody finishes cost money and are seen by no listing. A week outlasts every upload that is still alive. */
const abandonedUploadDays = 7;

/** The one lifecycle rule of a bucket, over every object in it. */
export function lifecycleRule(retention: BucketRetention): aws.types.input.s3.BucketLifecycleConfigurationRule {
  const { expireAfterDays, olderVersions } = retention;
  return {
    id: "retention",
    status: "Enabled",
    filter: {},
    abortIncompleteMultipartUpload: { daysAfterInitiation: abandonedUploadDays },
    // S3 takes one or the other: a rule that expires by age removes orphaned delete markers by itself.
    ...(expireAfterDays !== "never" && { expiration: { days: expireAfterDays } }),
    ...(expireAfterDays === "never" && olderVersions !== "none" && { expiration: { expiredObjectDeleteMarker: true } }),
    ...(olderVersions !== "none" && { noncurrentVersionExpiration: { noncurrentDays: olderVersions.keepDays } }),
  };
}

/** What is wrong with a retention, one sentence each. */
export function retentionProblems(retention: BucketRetention): string[] {
  const days = {
    expireAfterDays: retention.expireAfterDays === "never" ? undefined : retention.expireAfterDays,
    "olderVersions.keepDays": retention.olderVersions === "none" ? undefined : retention.olderVersions.keepDays,
  };
  return Object.entries(days)
    .filter(([, value]) => value !== undefined && !isPositiveInteger(value))
    .map(([name, value]) => `${name} is ${value}: want whole days, 1 or more`);
}
