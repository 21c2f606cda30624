import { mustNameKey } from "../../lib/keys";
import { resourceRule } from "../../lib/rule";
import { tokens } from "../../lib/tokens";

/** A queue of failed events holds what nobody has handled, for days. */
export const queuesUseCustomerKeys = resourceRule({
  name: "encryption-queues-use-customer-keys",
  description: "Queues encrypt messages with a customer managed key.",
  severity: "medium",
  types: tokens.queues,
  fix: "Set kmsMasterKeyId to a key whose policy lets senders and receivers use it through SQS.",
  controls: ["SQS.1", "CKV_AWS_27", "CKV2_AWS_73", "AWS-0096", "AWS-0135", "AwsSolutions-SQS2"],
  url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
}, ({ props }) => mustNameKey("kmsMasterKeyId", props["kmsMasterKeyId"]));
