import { mustNameKey } from "../../lib/keys";
import { resourceRule } from "../../lib/rule";
import { tokens } from "../../lib/tokens";

/** A copy of a backup is encrypted by the vault that it goes to. */
export const vaultsUseCustomerKeys = resourceRule({
  name: "encryption-vaults-use-customer-keys",
  description: "Backup vaults encrypt with a customer managed key.",
  severity: "high",
  types: tokens.vaults,
  fix: "Set kmsKeyArn.",
  controls: ["Backup.1", "CKV_AWS_166"],
  url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html",
}, ({ props }) => mustNameKey("kmsKeyArn", props["kmsKeyArn"]));
