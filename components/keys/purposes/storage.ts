import { type Statement } from "../../core/iam";
import { type Place } from "../../core/place";
import { allowAccount } from "../key-policy";

/**
 * Lets whoever may read or write an object of a bucket do so through S3 of the region, and in no other way. A replication
 * role is one of them: on its side it decrypts, on the other it encrypts.
 * Source: S3 User Guide, "Using server-side encryption with AWS KMS keys (SSE-KMS)", permissions; "Replicating encrypted
 * objects", additional permissions.
 */
export function storageUses(place: Place): readonly Statement[] {
  return [allowAccount(place, {
    sid: "UseThroughS3",
    actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
    when: { StringEquals: { "kms:CallerAccount": place.account, "kms:ViaService": `s3.${place.region}.amazonaws.com` } },
  })];
}
