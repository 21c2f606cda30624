/**
 * Regions whose signatures are found under the common domain; others have one each.
 * Source: AWS General Reference, "Amazon Simple Email Service endpoints and quotas", DKIM domains.
 */
const commonlySigned = [
  "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1",
  "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
];

/** What keeps e-mails from being believed, one sentence for each region. */
export function emailProblems(regions: readonly string[]): string[] {
  return regions.filter((region) => !commonlySigned.includes(region))
    .map((region) => `e-mails of ${region} are signed under a domain that is not known here: want one of ${commonlySigned.join(", ")}`);
}
