import assert from "node:assert/strict";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client, GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { SNSClient, PublishCommand } from "@aws-sdk/client-sns";
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { allow, type Statement } from "../../components/core/iam";
import { readSecret } from "../../components/secrets";
import { grantsCover, type PolicyStatement } from "./grants-cover";
import { SdkStub } from "./sdk-stub";

const place = { key: "use2", region: "us-east-2", account: "123456789012", partition: "aws" };
const keyArn = "arn:aws:kms:us-east-2:123456789012:key/1";
const policy = (statements: readonly Statement[]) => statements as unknown as readonly PolicyStatement[];
const secret = policy(readSecret({ place, key: "signing", secretName: "signing", keyArn }));

async function secretRead(SecretId = "signing", region = place.region): Promise<SdkStub> {
  const stub = new SdkStub({ "secretsmanager:GetSecretValue": {} });
  await stub.client(SecretsManagerClient, region).send(new GetSecretValueCommand({ SecretId }));
  return stub;
}

describe("the stub of the SDK", () => {
  const refusals: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
    ["a parameter that the API does not have", () => new SdkStub({ "secretsmanager:GetSecretValue": {} }).client(SecretsManagerClient)
      .send(new GetSecretValueCommand({ SecretId: "x", SecretName: "y" } as never)), /GetSecretValue\.SecretName: GetSecretValueRequest has no such member/],
    ["a missing parameter", () => new SdkStub({ "secretsmanager:GetSecretValue": {} }).client(SecretsManagerClient)
      .send(new GetSecretValueCommand({ VersionStage: "y" } as never)), /GetSecretValue\.SecretId is missing: GetSecretValueRequest wants it/],
    ["text in place of a number, deep inside", () => new SdkStub({ "s3:ListObjectsV2": {} }).client(S3Client)
      .send(new ListObjectsV2Command({ Bucket: "b", MaxKeys: "3" as never })), /ListObjectsV2\.MaxKeys is "3": want a number/],
    ["a reply that the API cannot give", () => new SdkStub({ "secretsmanager:GetSecretValue": { Secret: "x" } }).client(SecretsManagerClient)
      .send(new GetSecretValueCommand({ SecretId: "x" })), /reply to GetSecretValue\.Secret: GetSecretValueResponse has no such member/],
    ["a call that nobody prepared", () => new SdkStub().client(SecretsManagerClient).send(new GetSecretValueCommand({ SecretId: "x" })),
      /the stub has no reply to secretsmanager:GetSecretValue/],
  ];
  for (const [title, send, message] of refusals) it(`refuses ${title}`, () => assert.rejects(send, { message }));

  it("serialises for the region's own endpoint, whatever the protocol", async () => {
    const stub = new SdkStub({ "sns:Publish": {}, "s3:GetObject": {}, "ses:SendEmail": {}, "dynamodb:GetItem": { Item: { id: { S: "1" } } } });
    await stub.client(SNSClient, "us-west-2").send(new PublishCommand({ TopicArn: "arn:aws:sns:us-west-2:1:t", Message: "hello" }));
    await stub.client(S3Client, "us-west-2").send(new GetObjectCommand({ Bucket: "bucket", Key: "a/b" }));
    await stub.client(SESv2Client, "us-west-2").send(new SendEmailCommand({ FromEmailAddress: "a@example.com", Content: { Simple: { Subject: { Data: "s" }, Body: { Text: { Data: "t" } } } } }));
    const items = DynamoDBDocumentClient.from(stub.client(DynamoDBClient, "us-west-2"));
    assert.deepEqual((await items.send(new GetCommand({ TableName: "t", Key: { id: "1" } }))).Item, { id: "1" });
    assert.deepEqual(stub.sent.map(({ service, operation, request: { method, hostname, path } }) => `${service}:${operation} ${method} ${hostname}${path}`), [
      "sns:Publish POST sns.us-west-2.amazonaws.com/",
      "s3:GetObject GET bucket.s3.us-west-2.amazonaws.com/a/b",
      "ses:SendEmail POST email.us-west-2.amazonaws.com/v2/email/outbound-emails",
      "dynamodb:GetItem POST dynamodb.us-west-2.amazonaws.com/",
    ]);
    assert.deepEqual(JSON.parse(stub.sent[3]?.request.body ?? ""), { TableName: "t", Key: { id: { S: "1" } } });
  });

  it("answers in turn, the last answer for all that follow, by what was asked, and with errors", async () => {
    const stub = new SdkStub({ "secretsmanager:GetSecretValue": [{ SecretString: "1" }, ({ SecretId }) => ({ SecretString: String(SecretId) }), new Error("gone")] });
    const client = stub.client(SecretsManagerClient);
    const read = async (): Promise<string | undefined> => (await client.send(new GetSecretValueCommand({ SecretId: "x" }))).SecretString;
    assert.deepEqual([await read(), await read()], ["1", "x"]);
    await assert.rejects(read, { message: "gone" });
    await assert.rejects(read, { message: "gone" });
  });
});

describe("a role against the calls in its name", () => {
  it("is silent when they are equal", async () => {
    assert.deepEqual(grantsCover(secret, (await secretRead()).sent), []);
  });

  it("tells of a call that the role does not grant, on that resource, in that region, with that key", async () => {
    const { sent } = await secretRead();
    const [read, decrypt] = [secret.slice(0, 1), secret.slice(1)];
    assert.deepEqual(grantsCover(decrypt, sent), ["secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-2:123456789012:secret:signing-AbCdEf is not granted"]);
    assert.deepEqual(grantsCover(read, sent), ["kms:Decrypt on arn:aws:kms:us-east-2 is not granted"]);
    assert.deepEqual(grantsCover(secret, (await secretRead("another")).sent), [
      "ReadSigning grants secretsmanager:GetSecretValue, which no call needs",
      "secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-2:123456789012:secret:another-AbCdEf is not granted",
    ]);
    assert.deepEqual(grantsCover(secret, (await secretRead("signing", "us-west-2")).sent).filter((line) => line.endsWith("not granted")), [
      "kms:Decrypt on arn:aws:kms:us-west-2 is not granted",
      "secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-west-2:123456789012:secret:signing-AbCdEf is not granted",
    ]);
  });

  it("takes no key for another service's, and hears a denial", async () => {
    const { sent } = await secretRead();
    const other = policy([allow({ sid: "D", actions: ["kms:Decrypt"], resources: [keyArn], when: { StringEquals: { "kms:ViaService": "s3.us-east-2.amazonaws.com" } } })]);
    assert.deepEqual(grantsCover([...secret.slice(0, 1), ...other], sent), ["D grants kms:Decrypt, which no call needs", "kms:Decrypt on arn:aws:kms:us-east-2 is not granted"]);
    const denial = { Sid: "Never", Effect: "Deny", Action: "secretsmanager:*", Resource: "*" };
    assert.deepEqual(grantsCover([...secret, denial], sent).filter((line) => line.includes("denied")),
      ["secretsmanager:GetSecretValue on arn:aws:secretsmanager:us-east-2:123456789012:secret:signing-AbCdEf is denied by Never"]);
  });

  it("tells of a grant that no call needs, but for what others use the role for", () => {
    assert.deepEqual(grantsCover(secret, []), ["DecryptSigning grants kms:Decrypt, which no call needs", "ReadSigning grants secretsmanager:GetSecretValue, which no call needs"]);
    assert.deepEqual(grantsCover(secret, [], { others: ["kms:Decrypt", "secretsmanager:GetSecretValue"] }), []);
  });

  it("asks for each part of a transaction, and for the actions that go by another name", async () => {
    const stub = new SdkStub({ "dynamodb:TransactWriteItems": {}, "s3:ListObjectsV2": {}, "s3:GetObject": {}, "ses:SendEmail": {} });
    await DynamoDBDocumentClient.from(stub.client(DynamoDBClient)).send(new TransactWriteCommand({ TransactItems: [
      { Put: { TableName: "a", Item: {} } }, { ConditionCheck: { TableName: "b", Key: {}, ConditionExpression: "x" } },
    ] }));
    await stub.client(S3Client).send(new ListObjectsV2Command({ Bucket: "c" }));
    await stub.client(S3Client).send(new GetObjectCommand({ Bucket: "c", Key: "k", VersionId: "1" }));
    await stub.client(SESv2Client).send(new SendEmailCommand({ FromEmailAddress: "Us <us@example.com>", ConfigurationSetName: "set", Content: { Raw: { Data: new Uint8Array() } } }));
    assert.deepEqual(grantsCover([], stub.sent, { plain: ["s3:GetObjectVersion"] }), [
      "dynamodb:ConditionCheckItem on arn:aws:dynamodb:us-east-2:123456789012:table/b is not granted",
      "dynamodb:PutItem on arn:aws:dynamodb:us-east-2:123456789012:table/a is not granted",
      "kms:Decrypt on arn:aws:kms:us-east-2 is not granted",
      "s3:GetObjectVersion on arn:aws:s3:::c/k is not granted",
      "s3:ListBucket on arn:aws:s3:::c is not granted",
      "ses:SendRawEmail on arn:aws:ses:us-east-2:123456789012:configuration-set/set is not granted",
      "ses:SendRawEmail on arn:aws:ses:us-east-2:123456789012:identity/example.com is not granted",
    ]);
  });
});
