import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { deleteObjects, readObjects, restoreObjects, writeObjects } from "../../../components/core/bucket-grants";
import { value } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const end = { key: "user-media", place, arn: "arn:aws:s3:::box", keyArn: "arn:key" };
const objects = "arn:aws:s3:::box/*";
const throughS3 = {
  StringEquals: { "kms:ViaService": "s3.us-east-2.amazonaws.com" },
  StringLike: { "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::box", objects] },
};

describe("what somebody may do to a bucket", () => {
  const rows = [
    ["reads, lists and decrypts", readObjects(end), [
      { Sid: "ListUserMedia", Effect: "Allow", Action: ["s3:ListBucket"], Resource: ["arn:aws:s3:::box"] },
      { Sid: "ReadUserMedia", Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: [objects] },
      { Sid: "DecryptUserMedia", Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["arn:key"], Condition: throughS3 },
    ]],
    ["writes and encrypts, and deletes nothing", writeObjects(end), [
      { Sid: "WriteUserMedia", Effect: "Allow", Action: ["s3:AbortMultipartUpload", "s3:PutObject"], Resource: [objects] },
      { Sid: "EncryptUserMedia", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: ["arn:key"], Condition: throughS3 },
    ]],
    ["hides objects, and deletes no version", deleteObjects(end), [
      { Sid: "DeleteFromUserMedia", Effect: "Allow", Action: ["s3:DeleteObject"], Resource: [objects] },
    ]],
    ["has objects brought back", restoreObjects(end), [
      { Sid: "RestoreFromUserMedia", Effect: "Allow", Action: ["s3:RestoreObject"], Resource: [objects] },
    ]],
  ] as const;
  for (const [title, statements, want] of rows) {
    it(title, async () => assert.deepEqual(await value(pulumi.output(statements)), want));
  }
});
