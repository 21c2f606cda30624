import assert from "node:assert/strict";
import { keyPolicy } from "../../../components/keys/key-policy";
import { keyPurposes } from "../../../components/keys/purposes";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const account = { AWS: "arn:aws:iam::111122223333:root" };

describe("the policy of a key", () => {
  it("lets the account administer the key by IAM, widen its policy, and not use it", () => {
    assert.deepEqual(keyPolicy(place, []), {
      Version: "2012-10-17",
      Statement: [{
        Sid: "AdministerByIam", Effect: "Allow", Principal: account, Resource: ["*"],
        Action: [
          "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey",
          "kms:DisableKeyRotation", "kms:EnableKey", "kms:EnableKeyRotation", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus",
          "kms:ListGrants", "kms:ListKeyPolicies", "kms:ListKeyRotations", "kms:ListResourceTags", "kms:PutKeyPolicy",
          "kms:RevokeGrant", "kms:RotateKeyOnDemand", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource",
          "kms:UpdateAlias", "kms:UpdateKeyDescription",
        ],
      }],
    });
  });

  it("for logs lets CloudWatch Logs of the region encrypt this account's log groups", () => {
    assert.deepEqual(keyPurposes.logs.uses(place), [{
      Sid: "EncryptLogGroups", Effect: "Allow", Principal: { Service: "logs.us-east-2.amazonaws.com" }, Resource: ["*"],
      Action: [
        "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
      ],
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-2:111122223333:log-group:*" } },
    }]);
  });

  it("for compute lets Fargate encrypt tasks of the place's clusters, and sessions be encrypted by those who may hold them", () => {
    const cluster = {
      StringEquals: { "kms:EncryptionContext:aws:ecs:clusterAccount": "111122223333" },
      StringLike: { "kms:EncryptionContext:aws:ecs:clusterName": "use2-*" },
    };
    const fargate = { Effect: "Allow", Principal: { Service: "fargate.amazonaws.com" }, Resource: ["*"] };
    assert.deepEqual(keyPurposes.compute.uses(place), [
      { ...fargate, Sid: "EncryptTaskStorage", Action: ["kms:GenerateDataKeyWithoutPlaintext"], Condition: cluster },
      {
        ...fargate, Sid: "GrantTaskStorage", Action: ["kms:CreateGrant"],
        Condition: { ...cluster, "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] } },
      },
      {
        Sid: "EncryptSessions", Effect: "Allow", Principal: account, Resource: ["*"], Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Condition: { Null: { "kms:EncryptionContext:aws:ssm:SessionId": "false" } },
      },
    ]);
  });

  it("for secrets opens nothing except through the stores of the region, to this account", () => {
    assert.deepEqual(keyPurposes.secrets.uses(place), [{
      Sid: "UseThroughSecretStores", Effect: "Allow", Principal: account, Resource: ["*"],
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
      Condition: { StringEquals: {
        "kms:CallerAccount": "111122223333",
        "kms:ViaService": ["secretsmanager.us-east-2.amazonaws.com", "ssm.us-east-2.amazonaws.com"],
      } },
    }]);
  });
});
