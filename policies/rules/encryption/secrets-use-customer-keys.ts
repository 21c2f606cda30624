import { type Findings } from "../../lib/finding";
import { mustNameKey } from "../../lib/keys";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { at, list } from "../../lib/value";

/** With AWS's own key, whoever may read a secret may decrypt it; and a replica falls back to that key where none is named. */
export const secretsUseCustomerKeys = resourceRule({
  name: "encryption-secrets-use-customer-keys",
  description: "Secrets, and every replica of them, are encrypted with a customer managed key of their region.",
  severity: "high",
  types: tokens.secrets,
  fix: "Set kmsKeyId, and kmsKeyId of every entry of replicas.",
  controls: ["CKV_AWS_149", "AWS-0098"],
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
}, check);

function* check({ props }: Subject): Findings {
  yield* mustNameKey("kmsKeyId", props["kmsKeyId"]);
  for (const [rank, replica] of list(props["replicas"]).entries()) yield* mustNameKey(`replicas[${rank}].kmsKeyId`, at(replica, "kmsKeyId"));
}
