import { flaw, show, type Findings } from "../../lib/finding";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { isSet } from "../../lib/value";

/** Logs repeat what passed through: whoever may read them should need the key as well. */
export const logGroupsUseCustomerKeys = resourceRule({
  name: "encryption-log-groups-use-customer-keys",
  description: "Log groups are encrypted with a customer managed key.",
  severity: "medium",
  types: tokens.logGroups,
  fix: "Set kmsKeyId to the ARN of a key whose policy lets logs.<region>.amazonaws.com use it for this group.",
  controls: ["CKV_AWS_158", "AWS-0017"],
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
}, check);

function* check({ props }: Subject): Findings {
  // A key that is not known yet is a key all the same.
  if (!isSet(props["kmsKeyId"])) yield flaw("kmsKeyId", show(props["kmsKeyId"]), "the ARN of a customer managed key");
}
