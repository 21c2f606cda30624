import { must } from "../../lib/demands";
import { flaw, type Findings } from "../../lib/finding";
import { settable } from "../../lib/remedy";
import { resourceRule, stackRule, type Sightings } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { isSet } from "../../lib/value";

/** Each of the four stops another way to publish a bucket; three are a bucket with one way left. */
export const bucketsBlockPublicAccess = stackRule({
  name: "exposure-buckets-block-public-access",
  description: "Buckets refuse public policies and public access lists, present and future.",
  severity: "critical",
  types: tokens.buckets,
  fix: "Give the bucket a BucketPublicAccessBlock with all four switches true.",
  controls: ["S3.1", "S3.8", "CloudTrail.6", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6", "AWS-0086", "AWS-0087", "AWS-0091", "AWS-0093",
    "AWS-0094", "AwsSolutions-S2", "CIS-AWS 5.0 2.1.4"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
}, check);

const switches = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

function* check(stack: Stack): Sightings {
  for (const bucket of stack.of(tokens.buckets)) {
    const blocks = stack.referrers(tokens.bucketPublicAccessBlocks, "bucket", bucket);
    const isWithin = isSet(bucket.props["publicAccessBlockConfiguration"]);
    if (blocks.length === 0 && !isWithin) yield { on: bucket, finding: flaw("its public access block", "not set", "one with all four switches true") };
    if (isWithin) for (const each of switches) for (const finding of must(bucket.props, `publicAccessBlockConfiguration.${each}`, true)) yield { on: bucket, finding };
  }
}

/** One switch left open is one way to publish left. */
export const publicAccessBlocksAreWhole = resourceRule({
  name: "exposure-public-access-blocks-are-whole",
  description: "Public access blocks have all four switches on.",
  severity: "critical",
  types: [...tokens.bucketPublicAccessBlocks, ...tokens.accountPublicAccessBlocks],
  fix: "Set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets to true.",
  controls: bucketsBlockPublicAccess.about.controls,
  url: bucketsBlockPublicAccess.about.url,
}, function* ({ props }): Findings {
  for (const each of switches) yield* must(props, each, true);
}, settable({ types: [...tokens.bucketPublicAccessBlocks, ...tokens.accountPublicAccessBlocks], values: switches.map((each) => [each, true] as const) }));
