import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { connectAs, readMaster, rotateMaster } from "../../../components/database";
import { trustMonitoring, writeMeasurements } from "../../../components/database/access";
import { keyPurposes } from "../../../components/keys/purposes";
import { value } from "../../support/record";
import { birthPlace as place } from "./fixture";

const settled = (document: unknown): Promise<unknown> => value(pulumi.output(document));
const secret = { secretName: "shop-prod/database/master", keyArn: "arn:key" };
const secretArn = "arn:aws:secretsmanager:us-east-2:111122223333:secret:shop-prod/database/master-??????";
const when = { StringEquals: { "kms:ViaService": "secretsmanager.us-east-2.amazonaws.com" } };

describe("access to a database", () => {
  it("connects as one user through one proxy", async () => {
    assert.deepEqual(await settled(connectAs(place, "app", "arn:aws:rds:us-east-2:111122223333:db-proxy:prx-0a1b2c3d")), {
      Sid: "ConnectThroughProxy", Effect: "Allow", Action: ["rds-db:connect"],
      Resource: ["arn:aws:rds-db:us-east-2:111122223333:dbuser:prx-0a1b2c3d/app"],
    });
  });

  it("reads the master password in a place, by the name that both places share", async () => {
    assert.deepEqual(await settled(readMaster(place, secret)), [
      { Sid: "ReadMasterSecret", Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [secretArn] },
      { Sid: "DecryptMasterSecret", Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["arn:key"], Condition: when },
    ]);
  });

  it("rotates the master password and no other secret", async () => {
    assert.deepEqual(await settled(rotateMaster(place, secret)), [
      {
        Sid: "RotateMasterSecret", Effect: "Allow", Resource: [secretArn],
        Action: [
          "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage",
        ],
      },
      { Sid: "MakePassword", Effect: "Allow", Action: ["secretsmanager:GetRandomPassword"], Resource: ["*"] },
      { Sid: "UseMasterSecretKey", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: ["arn:key"], Condition: when },
    ]);
  });

  it("measures the instances of one cluster into the one log group of the region", () => {
    assert.deepEqual([trustMonitoring(place, "shop-prod-use2"), writeMeasurements(place)], [
      {
        Version: "2012-10-17",
        Statement: [{
          Sid: "Assume", Effect: "Allow", Principal: { Service: "monitoring.rds.amazonaws.com" }, Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": "arn:aws:rds:us-east-2:111122223333:db:shop-prod-use2-*" },
          },
        }],
      },
      {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "KeepLogGroup", Effect: "Allow", Action: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
            Resource: ["arn:aws:logs:us-east-2:111122223333:log-group:RDSOSMetrics", "arn:aws:logs:us-east-2:111122223333:log-group:RDSOSMetrics:*"],
          },
          {
            Sid: "WriteMeasurements", Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
            Resource: ["arn:aws:logs:us-east-2:111122223333:log-group:RDSOSMetrics:log-stream:*"],
          },
        ],
      },
    ]);
  });
});

describe("the key of a database", () => {
  it("lets RDS make grants for whoever builds the database, and people read its load, and nothing else", () => {
    const account = { AWS: "arn:aws:iam::111122223333:root" };
    const throughRds = { "kms:CallerAccount": "111122223333", "kms:ViaService": "rds.us-east-2.amazonaws.com" };
    assert.deepEqual(keyPurposes.database.uses(place), [
      {
        Sid: "GrantToDatabase", Effect: "Allow", Principal: account, Action: ["kms:CreateGrant"], Resource: ["*"],
        Condition: { StringEquals: throughRds, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
      {
        Sid: "ReadInsights", Effect: "Allow", Principal: account, Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: ["*"],
        Condition: { StringEquals: { ...throughRds, "kms:EncryptionContext:aws:pi:service": "rds", "kms:EncryptionContext:service": "pi" } },
      },
    ]);
  });
});
