import { allowPrincipal, type Statement } from "../../core/iam";
import { type Place } from "../../core/place";
import { allowAccount } from "../key-policy";

/** Calls come from the region of the other replica too. Source: DynamoDB Developer Guide, "Encryption at rest usage notes". */
const throughDynamodb = { "kms:ViaService": "dynamodb.*.amazonaws.com" };

/**
 * Lets whoever may use a table have DynamoDB encrypt and decrypt it, in no other way, and the account's replication role
 * do so from either side: a replica that DynamoDB cannot open for 20 hours is cut off for good.
 * Source: DynamoDB Developer Guide, "DynamoDB encryption at rest usage notes", key policy for a customer managed key; "DynamoDB
 * global tables security", How global tables use AWS KMS.
 */
export function tablesUses(place: Place): readonly Statement[] {
  const account = { "kms:CallerAccount": place.account };
  return [
    allowAccount(place, {
      sid: "UseThroughTables",
      actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
      when: { StringEquals: account, StringLike: throughDynamodb },
    }),
    allowAccount(place, {
      sid: "GrantToTables", actions: ["kms:CreateGrant"],
      when: { StringEquals: account, StringLike: throughDynamodb, Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
    // Named by condition: KMS refuses a policy with a principal that does not exist, and the first global table makes this role.
    allowPrincipal({ AWS: "*" }, {
      sid: "Replicate", resources: ["*"],
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
      when: {
        StringEquals: account, StringLike: throughDynamodb,
        ArnEquals: {
          "aws:PrincipalArn": `arn:${place.partition}:iam::${place.account}:role/aws-service-role/replication.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBReplication`,
        },
      },
    }),
  ];
}
