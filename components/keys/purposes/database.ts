import { type Statement } from "../../core/iam";
import { type Place } from "../../core/place";
import { allowAccount } from "../key-policy";

/**
 * Lets whoever may build a database have RDS encrypt it: RDS works with grants that it makes in their name, and with nothing else. Lets
 * whoever may look at the load of the database read the record of it.
 */
export function databaseUses(place: Place): readonly Statement[] {
  const throughRds = { "kms:CallerAccount": place.account, "kms:ViaService": `rds.${place.region}.amazonaws.com` };
  return [
    // Source: Amazon Aurora User Guide, "AWS KMS key management", Authorizing use of a customer managed key.
    allowAccount(place, {
      sid: "GrantToDatabase", actions: ["kms:CreateGrant"],
      when: { StringEquals: throughRds, Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
    // Source: Amazon Aurora User Guide, "Changing an AWS KMS policy for Performance Insights".
    allowAccount(place, {
      sid: "ReadInsights", actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      when: { StringEquals: { ...throughRds, "kms:EncryptionContext:aws:pi:service": "rds", "kms:EncryptionContext:service": "pi" } },
    }),
  ];
}
