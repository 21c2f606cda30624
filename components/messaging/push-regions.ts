/** Regions that push. Source: AWS General Reference, "Amazon Pinpoint endpoints and quotas", Amazon Pinpoint API. */
const pushing = [
  "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-west-1", "eu-west-2",
  "us-east-1", "us-east-2", "us-west-2",
];

/** What keeps push notifications from a region, one sentence for each. */
export function pushProblems(regions: readonly string[]): string[] {
  return regions.filter((region) => !pushing.includes(region)).map((region) => `AWS End User Messaging Push is not in ${region}: want one of ${pushing.join(", ")}, or \`none\``);
}
