import { exempt, flaw, mustBe, show, undecided, type Findings } from "../../lib/finding";
import { settable } from "../../lib/remedy";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { Unknown } from "../../lib/value";

/** Key material that lives for ever protects everything that it has ever encrypted with the same secret. */
export const keysRotate = resourceRule({
  name: "encryption-kms-keys-rotate",
  description: "KMS replaces the material of symmetric keys by itself, at least once a year.",
  severity: "high",
  types: tokens.keys,
  fix: "Set enableKeyRotation: true, and leave rotationPeriodInDays out or at 365 or less.",
  controls: ["KMS.4", "CKV_AWS_7", "AWS-0065", "AwsSolutions-KMS5", "CIS-AWS 5.0 3.6"],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
}, check, settable(tokens.keys, [["enableKeyRotation", true]]));

/** Longest period between two rotations. Source: AWS KMS Developer Guide, "Rotate AWS KMS keys": the default, one year. */
const longestPeriodDays = 365;

function* check({ props }: Subject): Findings {
  const use = [props["keyUsage"] ?? "ENCRYPT_DECRYPT", props["customerMasterKeySpec"] ?? "SYMMETRIC_DEFAULT"];
  for (const value of use) if (value instanceof Unknown) return yield undecided(value);
  // Source: AWS KMS Developer Guide, "Rotate AWS KMS keys": asymmetric and HMAC keys, and keys in custom stores, do not rotate.
  if (use[0] !== "ENCRYPT_DECRYPT" || use[1] !== "SYMMETRIC_DEFAULT") return yield exempt("AWS rotates symmetric encryption keys only.");
  if (typeof props["customKeyStoreId"] === "string" && props["customKeyStoreId"] !== "") {
    return yield exempt("AWS does not rotate keys in a custom key store.");
  }
  yield* mustBe("enableKeyRotation", props["enableKeyRotation"], true);
  const period = props["rotationPeriodInDays"];
  if (typeof period === "number" && period > longestPeriodDays) {
    yield flaw("rotationPeriodInDays", show(period), `${longestPeriodDays} or less`);
  }
}
