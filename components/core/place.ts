/** What a place is for today. Sizes follow the role; identities never do. */
export const roles = ["primary", "standby"] as const;
export type Role = (typeof roles)[number];

/** One region that the platform lives in. Nothing here changes for as long as the stack lives. */
export interface Place {
  /** Short key that every name of the place starts with, such as `use2`. */
  readonly key: string;
  /** AWS region, such as `us-east-2`. */
  readonly region: string;
  /** Twelve-digit account that owns the place. Known early, so that ARNs can be written before resources exist. */
  readonly account: string;
  /** ARN partition of the region: `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
}

/** ARN of something that is not a resource of this program, or whose ARN has to be known before it exists. */
export function arnOf(place: Place, service: string, resource: string): string {
  return `arn:${place.partition}:${service}:${place.region}:${place.account}:${resource}`;
}
