import { flaw, mustBe } from "../../lib/finding";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";

/** Each of the four stops another way to publish a bucket; three are a bucket with one way left. */
export const bucketsBlockPublicAccess = stackRule({
  name: "exposure-buckets-block-public-access",
  description: "Buckets refuse public policies and public access lists, present and future.",
  severity: "critical",
  types: tokens.buckets,
  fix: "Give the bucket a BucketPublicAccessBlock with all four switches true.",
  controls: ["S3.1", "S3.8", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV2_AWS_6", "AWS-0086", "AWS-0087", "AWS-0091", "AWS-0093",
    "AWS-0094", "AwsSolutions-S2", "CIS-AWS 5.0 2.1.4"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
}, check);

const switches = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

function* check(stack: Stack): Sightings {
  for (const bucket of stack.of(tokens.buckets)) {
    const blocks = stack.referrers(tokens.bucketPublicAccessBlocks, "bucket", bucket);
    if (blocks.length === 0) yield { on: bucket, finding: flaw("its public access block", "not set", "one with all four switches true") };
    for (const block of blocks) {
      for (const each of switches) {
        for (const finding of mustBe(each, block.props[each], true)) yield { on: block, finding };
      }
    }
  }
}
