import { nameLimits } from "./names";
import { type Place } from "./place";

/** A bucket that is known before it exists: to its twin in another region, to a log bucket's policy, to a runbook. */
export interface NamedBucket {
  readonly bucket: string;
  /** Where the name has to be unique: among this account's buckets of the region, or among everybody's. */
  readonly namespace: "account-regional" | "global";
  readonly arn: string;
}

/**
 * Regions where an account has no namespace of its own.
 * Source: S3 User Guide, "Namespaces for general purpose buckets", Account regional namespace general purpose buckets, note.
 */
const regionsWithoutNamespace: readonly string[] = ["me-central-1", "me-south-1"];

/**
 * Name of a bucket in a place: what the owner calls it, and the account and region that hold it. Nobody else can take such
 * a name, before or after, where AWS keeps a namespace for each account; elsewhere the account in it makes a clash unlikely.
 * Source: S3 User Guide, "General purpose bucket naming rules", Account regional namespace naming rules.
 *
 * @param prefix - `<project>-<stack>-<purpose>`, such as `understudy-prod-archive`: `understudy-prod-archive-111122223333-us-east-2-an`.
 */
export function namedBucket(place: Place, prefix: string): NamedBucket {
  const own = !regionsWithoutNamespace.includes(place.region);
  const bucket = [prefix, place.account, place.region, ...(own ? ["an"] : [])].join("-");
  return { bucket, namespace: own ? "account-regional" : "global", arn: `arn:${place.partition}:s3:::${bucket}` };
}

/** What keeps AWS from taking a bucket's name, one sentence each. */
export function bucketNameProblems({ bucket }: NamedBucket): string[] {
  const problems: string[] = [];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(bucket) || /^(xn|sthree|amzn-s3-demo)-/.test(bucket)) {
    problems.push(`${bucket} is no bucket name: want lower-case words and digits with single hyphens between, and not a start that AWS keeps for itself`);
  }
  if (bucket.length > nameLimits.s3Bucket) {
    problems.push(`${bucket} has ${bucket.length} characters: want ${nameLimits.s3Bucket} at most; shorten the project, the stack or the bucket's purpose`);
  }
  return problems;
}
