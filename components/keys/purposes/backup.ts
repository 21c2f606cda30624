import { type Statement } from "../../core/iam";
import { type Place } from "../../core/place";
import { allowAccount } from "../key-policy";

/** A copy to another region is asked for there: a region in these names would stop it. Source: AWS Backup Developer Guide, "Encryption for backups". */
const throughBackups = { "kms:ViaService": ["backup.*.amazonaws.com", "dynamodb.*.amazonaws.com", "rds.*.amazonaws.com"] };

/**
 * Lets whoever may make, copy and restore backups have AWS Backup, and the services that it works through, encrypt and
 * decrypt them, in no other way.
 * Source: AWS Backup Developer Guide, "Encryption for backups in AWS Backup", permissions, grants and deny statements.
 */
export function backupUses(place: Place): readonly Statement[] {
  const account = { "kms:CallerAccount": place.account };
  return [
    allowAccount(place, {
      sid: "UseThroughBackups",
      actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
      when: { StringEquals: account, StringLike: throughBackups },
    }),
    allowAccount(place, {
      sid: "GrantToBackups", actions: ["kms:CreateGrant"],
      when: { StringEquals: account, StringLike: throughBackups, Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
  ];
}
