import type * as aws from "@pulumi/aws";
import { isPositiveInteger } from "./numbers";

/** Where S3 moves an object that has reached an age. */
export interface Transition {
  /** Whole days since the object came to be. 0 is the next midnight (UTC). */
  readonly afterDays: number;
  readonly storageClass: "INTELLIGENT_TIERING" | "GLACIER_IR" | "GLACIER" | "DEEP_ARCHIVE";
}

/** When objects go, and where they go before that. */
export interface BucketRetention {
  /** Whole days after which an object expires, or `never`. */
  readonly expireAfterDays: number | "never";
  /** What is kept of an object that was overwritten or deleted: nothing, or each older version for so many whole days. */
  readonly olderVersions: "none" | { readonly keepDays: number };
  /** The youngest age first. Objects of less than 128 KB stay where they are. @defaultValue none */
  readonly transitions?: readonly Transition[];
}

/** Uploads that nobody finishes cost money and are seen by no listing. A week outlasts every upload that is still alive. */
const abandonedUploadDays = 7;

/** The one lifecycle rule of a bucket, over every object in it. */
export function lifecycleRule(retention: BucketRetention): aws.types.input.s3.BucketLifecycleConfigurationRule {
  const { expireAfterDays, olderVersions, transitions = [] } = retention;
  return {
    id: "retention",
    status: "Enabled",
    filter: {},
    abortIncompleteMultipartUpload: { daysAfterInitiation: abandonedUploadDays },
    ...(transitions.length > 0 && { transitions: transitions.map(({ afterDays: days, storageClass }) => ({ days, storageClass })) }),
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
  return [
    ...Object.entries(days)
      .filter(([, value]) => value !== undefined && !isPositiveInteger(value))
      .map(([name, value]) => `${name} is ${value}: want whole days, 1 or more`),
    ...transitionProblems(retention),
  ];
}

/** Source: S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle": order of storage classes; an expiration comes after it. */
function transitionProblems({ transitions = [], expireAfterDays }: BucketRetention): string[] {
  return transitions.flatMap(({ afterDays, storageClass }, rank) => {
    const before = transitions[rank - 1];
    return [
      ...(Number.isInteger(afterDays) && afterDays >= 0 ? [] : [`transition to ${storageClass} comes after ${afterDays} days: want whole days, 0 or more`]),
      ...(before === undefined || before.afterDays < afterDays ? [] : [
        `transition to ${storageClass} comes after ${afterDays} days, that to ${before.storageClass} after ${before.afterDays}: want each later than the one before it`,
      ]),
      ...(expireAfterDays === "never" || expireAfterDays > afterDays ? [] : [
        `expireAfterDays is ${expireAfterDays}, the transition to ${storageClass} after ${afterDays} days: want it later, or never`,
      ]),
    ];
  });
}
