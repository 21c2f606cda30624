import { exempt, flaw, mustBe, show, undecided, type Findings } from "../../lib/finding";
import { settable } from "../../lib/remedy";
import { resourceRule, type Subject } from "../../lib/rule";
import { tokens } from "../../lib/tokens";
import { Unknown, type Properties } from "../../lib/value";

/** Key material that lives for ever protects everything that it has ever encrypted with the same secret. */
export const keysRotate = resourceRule({
  name: "encryption-kms-keys-rotate",
  description: "KMS replaces the material of symmetric keys by itself, at least once a year.",
  severity: "high",
  types: tokens.keys,
  fix: "Set enableKeyRotation: true, and leave rotationPeriodInDays out or at 365 or less.",
  controls: ["KMS.4", "CKV_AWS_7", "AWS-0065", "AwsSolutions-KMS5", "CIS-AWS 5.0 3.6"],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
}, check, settable({ types: tokens.keys, values: [["enableKeyRotation", true]], suits: (props) => rotates(props) === true }));

/** Longest period between two rotations. Source: AWS KMS Developer Guide, "Rotate AWS KMS keys": the default, one year. */
const longestPeriodDays = 365;

/** Whether KMS rotates a key like this; why not; or what hides it. Source: AWS KMS Developer Guide, "Rotate AWS KMS keys": asymmetric and HMAC keys, and keys in custom stores, do not rotate. */
function rotates({ keyUsage = "ENCRYPT_DECRYPT", customerMasterKeySpec = "SYMMETRIC_DEFAULT", customKeyStoreId: store }: Properties): true | string | Unknown {
  for (const value of [keyUsage, customerMasterKeySpec]) if (value instanceof Unknown) return value;
  if (keyUsage !== "ENCRYPT_DECRYPT" || customerMasterKeySpec !== "SYMMETRIC_DEFAULT") return "AWS rotates symmetric encryption keys only.";
  return typeof store === "string" && store !== "" ? "AWS does not rotate keys in a custom key store." : true;
}

function* check({ props }: Subject): Findings {
  const rotating = rotates(props);
  if (rotating instanceof Unknown) return yield undecided(rotating);
  if (rotating !== true) return yield exempt(rotating);
  yield* mustBe("enableKeyRotation", props["enableKeyRotation"], true);
  const period = props["rotationPeriodInDays"];
  if (typeof period === "number" && period > longestPeriodDays) {
    yield flaw("rotationPeriodInDays", show(period), `${longestPeriodDays} or less`);
  }
}
