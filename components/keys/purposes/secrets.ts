import { type Statement } from "../../core/iam";
import { type Place } from "../../core/place";
import { allowAccount } from "../key-policy";

/**
 * Lets whoever may read or write a secret do so through Secrets Manager or Parameter Store, and in no other way.
 * Source: Secrets Manager User Guide, "Secret encryption and decryption", permissions for the KMS key; Systems Manager
 * User Guide, "AWS KMS encryption for SecureString parameters".
 */
export function secretsUses(place: Place): readonly Statement[] {
  return [allowAccount(place, {
    sid: "UseThroughSecretStores",
    actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
    when: {
      StringEquals: {
        "kms:CallerAccount": place.account,
        "kms:ViaService": ["secretsmanager", "ssm"].map((service) => `${service}.${place.region}.amazonaws.com`),
      },
    },
  })];
}
