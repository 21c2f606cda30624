import { type Statement } from "../../core/iam";
import { arnOf, type Place } from "../../core/place";
import { allowService } from "../key-policy";

/**
 * Lets CloudWatch Logs encrypt the log groups of the place and nothing else.
 * Source: CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS", step 2.
 */
export function logsUses(place: Place): readonly Statement[] {
  return [allowService(`logs.${place.region}.amazonaws.com`, {
    sid: "EncryptLogGroups",
    actions: [
      "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext",
      "kms:ReEncryptFrom", "kms:ReEncryptTo",
    ],
    when: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": arnOf(place, "logs", "log-group:*") } },
  })];
}
