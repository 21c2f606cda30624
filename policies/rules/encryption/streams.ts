import { must, mustHaveKey } from "../../lib/demands";
import { exempt, type Findings } from "../../lib/finding";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { along, isSet } from "../../lib/value";

/** What flows through a stream lies in it for days. */
export const streamsUseCustomerKeys = resourceRule({
  name: "encryption-streams-use-customer-keys",
  description: "Data streams are encrypted with a customer managed key.",
  severity: "high",
  types: tokens.streams,
  fix: 'Set encryptionType: "KMS" and kmsKeyId.',
  controls: ["Kinesis.1", "CKV_AWS_43", "CKV_AWS_185", "AWS-0064", "AwsSolutions-KDS1", "AwsSolutions-KDS3"],
  url: "https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html",
}, function* ({ props }: Subject): Findings {
  yield* must(props, "encryptionType", "KMS");
  yield* mustHaveKey(props, "kmsKeyId");
});

/** A delivery stream that reads another stream keeps nothing of its own; one that is written to does. */
export const deliveriesUseCustomerKeys = resourceRule({
  name: "encryption-deliveries-use-customer-keys",
  description: "Delivery streams encrypt what they hold and what they write with a customer managed key.",
  severity: "high",
  types: tokens.deliveryStreams,
  fix: 'Set serverSideEncryption with keyType "CUSTOMER_MANAGED_CMK" and keyArn, unless a data stream is the source, and extendedS3Configuration.kmsKeyArn.',
  controls: ["DataFirehose.1", "CKV_AWS_240", "CKV_AWS_241", "AwsSolutions-KDF1"],
  url: "https://docs.aws.amazon.com/firehose/latest/dev/encryption.html",
}, function* ({ props }: Subject): Findings {
  const isFed = isSet(props["kinesisSourceConfiguration"]) || isSet(props["mskSourceConfiguration"]);
  // Source: Amazon Data Firehose Developer Guide, "Data protection": with a data stream as the source, the stream's own encryption holds.
  if (!isFed) {
    yield* must(props, "serverSideEncryption.keyType", "CUSTOMER_MANAGED_CMK");
    yield* mustHaveKey(props, "serverSideEncryption.keyArn");
  }
  const native = "extendedS3Configuration.encryptionConfiguration.kmsEncryptionConfig.awskmsKeyArn";
  if (isSet(along(props, native))) return;
  if (isSet(props["extendedS3Configuration"])) yield* mustHaveKey(props, "extendedS3Configuration.kmsKeyArn");
  else if (isFed) yield exempt("It reads a stream and writes elsewhere than to a bucket.");
});
