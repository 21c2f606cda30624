/**
 * Regions of the commercial partition, where everything that the platform is made of exists.
 * Source: AWS General Reference, "Specify which AWS Regions your account can use"; a test holds it against the provider's own list.
 */
export const regions = [
  "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
  "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
  "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1",
  "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1",
  "us-east-2", "us-west-1", "us-west-2",
] as const;

/** Partition of every region in {@link regions}: the platform does not span partitions, since Route 53 does not. */
export const partition = "aws";

/** Whether a zone name such as `us-east-2a` belongs to a region. AWS adds one letter to the region's name. */
export function zoneBelongsTo(zone: string, region: string): boolean {
  return zone.startsWith(region) && /^[a-f]$/.test(zone.slice(region.length));
}
