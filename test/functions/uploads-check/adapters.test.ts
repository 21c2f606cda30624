import assert from "node:assert/strict";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { NotFound, S3Client } from "@aws-sdk/client-s3";
import { DeleteMessageCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { checkPorts } from "../../../functions/uploads-check/adapters";
import { check } from "../../../functions/uploads-check/check";
import { deployedFunction } from "../../support/deployed";
import { recordedStack } from "../../support/stacks";
import { nameOf } from "../../../tools/recorder/graph";
import { SdkStub } from "../../support/sdk-stub";

const sha256 = `${"A".repeat(43)}=`;
const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");
const item = Object.fromEntries(Object.entries({ userId: "u1", uploadId: "f1", name: "cat.png", contentType: "image/png", sha256, askedAt: "2026-11-21T11:00:00Z", state: "asked" })
  .map(([name, text]) => [name, { S: text }] as const));
const announced = { ...item, sizeBytes: { N: "10" } };
const stored = { ContentLength: 10, ContentType: "image/png", ChecksumSHA256: sha256 };
const notice = (bucket: string) => ({ bucket, key: "users/u1/f1", versionId: "v1" });

/** What Lambda itself does with the queue in the function's name. */
async function asLambda(sqs: SQSClient, QueueUrl: string): Promise<void> {
  await sqs.send(new GetQueueAttributesCommand({ QueueUrl }));
  await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: "r" }));
}

describe("the check of uploads on AWS", () => {
  for (const [place, region] of [["use2", "us-east-2"], ["usw2", "us-west-2"]] as const) {
    it(`looks at one version, and writes down what it saw, by what its role grants in ${place}`, async () => {
      const name = `${place}-uploads-check`;
      const deployed = await deployedFunction(name);
      const { resources } = (await recordedStack("prod")).graph;
      const named = (type: string, of: string) => resources.find((each) => each.type === type && nameOf(each) === of)?.outputs ?? {};
      const bucket = String(named("aws:s3/bucket:Bucket", `${place}-uploads`)["bucket"]);
      const refused = new ConditionalCheckFailedException({ message: "The conditional request failed", $metadata: {} });
      const stub = new SdkStub({
        "dynamodb:GetItem": { Item: announced }, "dynamodb:UpdateItem": [{}, refused], "s3:HeadObject": stored, "s3:PutObjectTagging": {},
        "s3:GetObject": { Body: { transformToByteArray: () => Promise.resolve(png) } }, "sqs:GetQueueAttributes": {}, "sqs:ReceiveMessage": {}, "sqs:DeleteMessage": {},
      });
      const ports = checkPorts({ dynamodb: stub.client(DynamoDBClient, region), s3: stub.client(S3Client, region) }, deployed.environment["UPLOADS_TABLE"] ?? "");
      assert.deepEqual([await check(notice(bucket), ports), await check(notice(bucket), ports)], ["kept", "refused"]);
      const s3 = stub.sent.filter(({ service }) => service === "s3").map(({ operation, input: { Bucket, Key, VersionId, Range, ChecksumMode, Tagging } }) =>
        [operation, Bucket === bucket, Key, VersionId, Range ?? ChecksumMode ?? (Tagging as { TagSet: { Key: string; Value: string }[] }).TagSet.map((tag) => `${tag.Key}=${tag.Value}`).join()]);
      assert.deepEqual(s3, [
        ["HeadObject", true, "users/u1/f1", "v1", "ENABLED"], ["GetObject", true, "users/u1/f1", "v1", "bytes=0-4099"],
        ["HeadObject", true, "users/u1/f1", "v1", "ENABLED"], ["GetObject", true, "users/u1/f1", "v1", "bytes=0-4099"],
        ["PutObjectTagging", true, "users/u1/f1", "v1", "verdict=refused"],
      ]);
      await asLambda(stub.client(SQSClient, region), String(named("aws:sqs/queue:Queue", `${place}-uploads-notices`)["url"]));
      // Nobody lists the bucket: with the right to, S3 says of a version that is gone that it is gone, rather than forbidden.
      assert.deepEqual(deployed.covers(stub.sent, { others: ["s3:ListBucket"] }), []);
    });
  }

  it("knows a version that is gone from one that nobody may see", async () => {
    const stub = new SdkStub({ "s3:HeadObject": [new NotFound({ message: "NotFound", $metadata: {} }), new Error("Forbidden")] });
    const { objects } = checkPorts({ dynamodb: stub.client(DynamoDBClient), s3: stub.client(S3Client) }, "uploads");
    assert.equal(await objects.describe(notice("bucket")), undefined);
    await assert.rejects(objects.describe(notice("bucket")), { message: "Forbidden" });
  });
});
