import assert from "node:assert/strict";
import { functionsUses } from "../../../components/keys/purposes/functions";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };

describe("the key for functions", () => {
  it("opens environments of the place's functions through Lambda, and failed events through SQS, to this account alone", () => {
    const statement = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Resource: ["*"] };
    const lambda = { "kms:ViaService": "lambda.us-east-2.amazonaws.com" };
    assert.deepEqual(functionsUses(place), [
      {
        ...statement, Sid: "EncryptEnvironments", Action: ["kms:Decrypt", "kms:Encrypt"],
        Condition: {
          StringEquals: lambda,
          ArnLike: { "kms:EncryptionContext:aws:lambda:FunctionArn": "arn:aws:lambda:us-east-2:111122223333:function:use2-*" },
        },
      },
      {
        ...statement, Sid: "GrantEnvironments", Action: ["kms:CreateGrant"],
        Condition: { StringEquals: lambda, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
      {
        ...statement, Sid: "KeepFailedEvents", Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Condition: { StringEquals: { "kms:ViaService": "sqs.us-east-2.amazonaws.com" } },
      },
    ]);
  });
});
