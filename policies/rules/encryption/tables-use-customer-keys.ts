import { mustBe, type Findings } from "../../lib/finding";
import { mustNameKey } from "../../lib/keys";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { at, list } from "../../lib/value";

/** A replica has a key of its own: what holds for the table alone says nothing of the other region. */
export const tablesUseCustomerKeys = resourceRule({
  name: "encryption-tables-use-customer-keys",
  description: "Tables, and every replica of them, are encrypted with a customer managed key of their region.",
  severity: "high",
  types: [...tokens.tables, ...tokens.tableReplicas],
  fix: "Set serverSideEncryption.enabled: true with kmsKeyArn, and kmsKeyArn of every entry of replicas.",
  controls: ["CKV_AWS_119", "CKV_AWS_271", "AWS-0025"],
  url: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html",
}, check);

function* check({ type, props }: Subject): Findings {
  if (tokens.tableReplicas.some((token) => token === type)) return yield* mustNameKey("kmsKeyArn", props["kmsKeyArn"]);
  yield* mustBe("serverSideEncryption.enabled", at(props, "serverSideEncryption", "enabled"), true);
  yield* mustNameKey("serverSideEncryption.kmsKeyArn", at(props, "serverSideEncryption", "kmsKeyArn"));
  for (const [rank, replica] of list(props["replicas"]).entries()) yield* mustNameKey(`replicas[${rank}].kmsKeyArn`, at(replica, "kmsKeyArn"));
}
