import { flaw, show, undecided, type Findings } from "../../lib/finding";
import { receivesAccessLogs } from "../../lib/log-buckets";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Node, Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { at, isSet, list, Unknown, type Value } from "../../lib/value";

/** What S3 encrypts with its own key, everyone with `s3:GetObject` reads; a customer key is a second lock. */
export const bucketsUseCustomerKeys = stackRule({
  name: "encryption-buckets-use-customer-keys",
  description: "Buckets encrypt with a customer managed key, except those that receive logs which AWS writes with S3's key only.",
  severity: "high",
  types: tokens.buckets,
  fix: "Give the bucket a BucketServerSideEncryptionConfiguration with sseAlgorithm aws:kms and kmsMasterKeyId"
    + " (AES256 where a load balancer or S3 itself writes its access logs).",
  controls: ["S3.17", "CKV_AWS_145", "CKV_AWS_19", "AWS-0088", "AWS-0132"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
}, check);

function* check(stack: Stack): Sightings {
  for (const bucket of stack.of(tokens.buckets)) {
    const algorithms = encryptionOf(stack, bucket);
    const verdict = receivesAccessLogs(stack, bucket) ? withS3Key(algorithms) : withCustomerKey(algorithms);
    for (const finding of verdict) yield { on: bucket, finding };
  }
}

/** What a bucket does with objects that come without a wish of their own: from its own resource, or inline. */
function encryptionOf(stack: Stack, bucket: Node): readonly Value[] {
  const separate = stack.referrers(tokens.bucketEncryptions, "bucket", bucket).flatMap(({ props }) => list(props["rules"]));
  const inline = [
    ...list(at(bucket.props, "serverSideEncryptionConfiguration", "rule")),
    ...list(bucket.props["serverSideEncryptionConfigurations"]).flatMap((each) => list(at(each, "rules"))),
  ];
  return (separate.length > 0 ? separate : inline).flatMap((rule) =>
    rule instanceof Unknown ? [rule] : [...list(at(rule, "applyServerSideEncryptionByDefault")), ...list(at(rule, "applyServerSideEncryptionByDefaults"))]);
}

function* withCustomerKey(defaults: readonly Value[]): Findings {
  if (defaults.length === 0) yield flaw("its default encryption", "not set", "aws:kms with a customer managed key");
  for (const each of defaults) {
    const algorithm = at(each, "sseAlgorithm");
    const key = at(each, "kmsMasterKeyId");
    if (algorithm instanceof Unknown) yield undecided(algorithm);
    else if (algorithm !== "aws:kms" && algorithm !== "aws:kms:dsse") yield flaw("sseAlgorithm", show(algorithm), "aws:kms or aws:kms:dsse");
    else if (!isSet(key) || (typeof key === "string" && key.endsWith("alias/aws/s3"))) {
      yield flaw("kmsMasterKeyId", show(key), "the ARN of a customer managed key");
    }
  }
}

/** Such a bucket needs no configuration: S3 encrypts with its own key by default. A KMS key would lose the logs. */
function* withS3Key(defaults: readonly Value[]): Findings {
  for (const each of defaults) {
    const algorithm = at(each, "sseAlgorithm");
    if (algorithm instanceof Unknown) yield undecided(algorithm);
    else if (algorithm !== "AES256") {
      yield flaw("sseAlgorithm", show(algorithm), "AES256, the only encryption with which AWS delivers access logs here");
    }
  }
}
