import { allowPrincipal, type Statement } from "../core/iam";
import { arnOf, type Place } from "../core/place";

const encryption = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"] as const;
const services = { Service: ["cognito-idp.amazonaws.com", "identitystore.amazonaws.com"] };
const thisKey = ["*"] as const;

/**
 * Lets Cognito keep the users of the account's pools under a key, by itself and for whoever IAM lets speak to a pool.
 *
 * The ID of a pool is not known when its key is made, so every pool of the account may use it. What a pool has encrypted names the
 * region where it did: a copy of the key reads what the first place wrote, so the context leaves the region open.
 * Source: Amazon Cognito Developer Guide, "Data protection in Amazon Cognito", customer managed key policy.
 */
export function identityUses(place: Place): readonly Statement[] {
  const source = { StringEquals: { "aws:SourceAccount": place.account }, ArnLike: { "aws:SourceArn": arnOf(place, "cognito-idp", "userpool/*") } };
  const through = { StringEquals: { "kms:CallerAccount": place.account, "kms:ViaService": `cognito-idp.${place.region}.amazonaws.com` } };
  const context = { StringLike: { "kms:EncryptionContext:aws:cognito-idp:userpool-arn": arnOf({ ...place, region: "*" }, "cognito-idp", "userpool/*") } };
  const caller = { AWS: "*" };
  return [
    allowPrincipal(services, { sid: "EncryptUsers", actions: encryption, resources: thisKey, when: { ...source, ...context } }),
    allowPrincipal(services, { sid: "SeeTheKey", actions: ["kms:DescribeKey"], resources: thisKey, when: source }),
    allowPrincipal(caller, { sid: "SeeTheKeyThroughPools", actions: ["kms:DescribeKey"], resources: thisKey, when: through }),
    allowPrincipal(caller, { sid: "EncryptUsersThroughPools", actions: encryption, resources: thisKey, when: { ...through, ...context } }),
    allowPrincipal({ Service: "cognito-idp.amazonaws.com" }, {
      sid: "EncryptRecords", actions: ["kms:Encrypt", "kms:GenerateDataKey"], resources: thisKey, when: { StringLike: logContext(place) },
    }),
    allowPrincipal({ Service: "delivery.logs.amazonaws.com" }, {
      sid: "DeliverRecords", actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: thisKey, when: { StringLike: logContext(place) },
    }),
  ];
}

function logContext(place: Place): Readonly<Record<string, string>> {
  return { "kms:EncryptionContext:SourceArn": arnOf(place, "logs", "*") };
}
