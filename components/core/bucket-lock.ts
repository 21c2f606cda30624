import type * as aws from "@pulumi/aws";
import { isPositiveInteger } from "./numbers";

/** For how long nobody can delete or overwrite a version of an object. */
export type ObjectLock =
  /** Whoever has `s3:BypassGovernanceRetention` still can. */
  | { readonly mode: "governance"; readonly days: number }
  /** Nobody can, the account's root user and AWS included, until the days are over: whoever asks for it says so. */
  | { readonly mode: "compliance"; readonly days: number; readonly acknowledge: "nobody-can-shorten-this" };

/**
 * Most days that a default retention takes.
 * Source: S3 User Guide, "Object Lock considerations" ("maximum retention period of 36,500 days (100 years)").
 */
const longestLockDays = 36_500;

/** The rule that every new object of a locked bucket starts with. */
export function lockRule({ mode, days }: ObjectLock): aws.types.input.s3.BucketObjectLockConfigurationRule {
  return { defaultRetention: { mode: mode === "compliance" ? "COMPLIANCE" : "GOVERNANCE", days } };
}

/** What is wrong with a lock, at most one sentence. */
export function lockProblems(lock: ObjectLock | undefined): string[] {
  if (lock === undefined || (isPositiveInteger(lock.days) && lock.days <= longestLockDays)) return [];
  return [`objectLock.days is ${lock.days}: want whole days from 1 to ${longestLockDays}`];
}
