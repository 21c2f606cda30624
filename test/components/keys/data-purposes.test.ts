import assert from "node:assert/strict";
import { keyPurposes } from "../../../components/keys/purposes";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const account = { AWS: "arn:aws:iam::111122223333:root" };

describe("the policy of a key for data", () => {
  it("in buckets opens nothing except through S3 of the region, to this account", () => {
    assert.deepEqual(keyPurposes.storage.uses(place), [{
      Sid: "UseThroughS3", Effect: "Allow", Principal: account, Resource: ["*"],
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
      Condition: { StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "s3.us-east-2.amazonaws.com" } },
    }]);
  });

  it("in tables opens nothing except through DynamoDB, to this account and to its replication role from either side", () => {
    const use = ["kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"];
    const when = { StringEquals: { "kms:CallerAccount": "111122223333" }, StringLike: { "kms:ViaService": "dynamodb.*.amazonaws.com" } };
    assert.deepEqual(keyPurposes.tables.uses(place), [
      { Sid: "UseThroughTables", Effect: "Allow", Principal: account, Resource: ["*"], Action: ["kms:Decrypt", ...use], Condition: when },
      {
        Sid: "GrantToTables", Effect: "Allow", Principal: account, Resource: ["*"], Action: ["kms:CreateGrant"],
        Condition: { ...when, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
      {
        Sid: "Replicate", Effect: "Allow", Principal: { AWS: "*" }, Resource: ["*"], Action: ["kms:Decrypt", "kms:DescribeKey", ...use],
        Condition: { ...when, ArnEquals: {
          "aws:PrincipalArn": "arn:aws:iam::111122223333:role/aws-service-role/replication.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBReplication",
        } },
      },
    ]);
  });

  it("in backups opens nothing except through the services that make, copy and restore them, from either side", () => {
    const when = {
      StringEquals: { "kms:CallerAccount": "111122223333" },
      StringLike: { "kms:ViaService": ["backup.*.amazonaws.com", "dynamodb.*.amazonaws.com", "rds.*.amazonaws.com"] },
    };
    assert.deepEqual(keyPurposes.backup.uses(place), [
      {
        Sid: "UseThroughBackups", Effect: "Allow", Principal: account, Resource: ["*"], Condition: when,
        Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
      },
      {
        Sid: "GrantToBackups", Effect: "Allow", Principal: account, Resource: ["*"], Action: ["kms:CreateGrant"],
        Condition: { ...when, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
  });
});
