import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { streamSink } from "../../../functions/api-events/adapters";
import { queuePorts } from "../../../functions/api-notifications/adapters";
import { uploadPorts } from "../../../functions/api-uploads/adapters";
import { deletionsIn } from "../../../functions/shared/deletions";
import { DevicesTable } from "../../../functions/shared/devices-table";
import { preferencesTable } from "../../../functions/shared/preferences-table";
import { deployedFunction, type DeployedFunction } from "../../support/deployed";
import { SdkStub, type Reply } from "../../support/sdk-stub";
import { userId } from "./ask";

const taken = new ConditionalCheckFailedException({ message: "The conditional request failed", $metadata: {} });
const file = { userId, uploadId: "f1", contentType: "image/png", sizeBytes: 10, sha256: `${"A".repeat(43)}=` };

/** Everything that a function does to AWS, with its own environment. */
type Work = (world: { readonly stub: SdkStub; readonly region: string; readonly value: (name: string) => string }) => Promise<unknown>;

const all: readonly (readonly [name: (place: string) => string, replies: Readonly<Record<string, Reply | readonly Reply[]>>, work: Work])[] = [
  [(place) => `${place}-api-account`, { "dynamodb:PutItem": taken, "dynamodb:GetItem": {} }, ({ stub, region, value }) =>
    deletionsIn(stub.client(DynamoDBClient, region), value("ACCOUNTS_TABLE")).request({ userId, username: "ada", requestedAt: "2026-11-21T12:00:00Z" })],
  [(place) => `${place}-api-devices`, {
    "dynamodb:Query": { Items: [{ userId: { S: "u2" }, deviceId: { S: "d2" } }] }, "dynamodb:UpdateItem": {}, "dynamodb:DeleteItem": {},
  }, async ({ stub, region, value }) => {
    const devices = new DevicesTable(DynamoDBDocumentClient.from(stub.client(DynamoDBClient, region)), { tableName: value("DEVICES_TABLE"), now: () => 1 });
    await devices.register({ userId, deviceId: "d1", kind: "apns", address: "token" });
    await devices.of([userId]);
    await devices.remove(userId, "d1");
  }],
  [(place) => `${place}-api-events`, { "kinesis:PutRecords": { FailedRecordCount: 0, Records: [{ SequenceNumber: "1", ShardId: "s" }] } }, ({ stub, region, value }) =>
    streamSink(stub.client(KinesisClient, region), value("EVENTS_STREAM")).keep([{ eventId: "e1", name: "opened", at: "2026-11-21T12:00:00Z", userId, receivedAt: "2026-11-21T12:00:00Z", place: value("PLACE") }])],
  [(place) => `${place}-api-notifications`, {
    "sqs:SendMessage": ({ MessageBody }) => ({ MD5OfMessageBody: createHash("md5").update(String(MessageBody)).digest("hex") }),
  }, ({ stub, region, value }) => queuePorts(stub.client(SQSClient, region), value("NOTIFICATIONS_QUEUE"))
    .send({ id: "a".repeat(8), audience: { kind: "user", userId }, channels: ["push"], category: "orders", urgency: "now", content: { title: "a", body: "b" }, expiresAt: 1 })],
  [(place) => `${place}-api-preferences`, { "dynamodb:BatchGetItem": {}, "dynamodb:PutItem": {} }, async ({ stub, region, value }) => {
    const store = preferencesTable(DynamoDBDocumentClient.from(stub.client(DynamoDBClient, region)), value("PREFERENCES_TABLE"));
    await store.of([userId]);
    await store.save(userId, { channels: {}, categories: {} });
  }],
  [(place) => `${place}-api-uploads`, { "dynamodb:PutItem": {}, "dynamodb:GetItem": {}, "s3:PutObject": {} }, async ({ stub, region, value }) => {
    const s3 = stub.client(S3Client, region);
    const ports = uploadPorts({ dynamodb: stub.client(DynamoDBClient, region), s3 }, {
      tableName: value("UPLOADS_TABLE"), bucket: value("UPLOADS_BUCKET"), keyArn: value("UPLOADS_KEY"),
    });
    await ports.uploads.announce({ ...file, name: "cat.png", askedAt: "2026-11-21T12:00:00Z", expiresAt: 1 });
    await ports.uploads.find(file);
    // What a browser sends to the address asks for the rights of the role that has signed it.
    const { hostname, pathname } = new URL((await ports.sign(file, 900)).url);
    await s3.send(new PutObjectCommand({ Bucket: hostname.split(".")[0], Key: pathname.slice(1), SSEKMSKeyId: value("UPLOADS_KEY"), ServerSideEncryption: "aws:kms" }));
  }],
];

describe("functions behind the API", () => {
  for (const [place, region] of [["use2", "us-east-2"], ["usw2", "us-west-2"]] as const) {
    for (const [nameIn, replies, work] of all) {
      const name = nameIn(place);
      it(`may do in ${place} exactly what they do: ${name}`, async () => {
        const deployed: DeployedFunction = await deployedFunction(name);
        const stub = new SdkStub(replies);
        await work({ stub, region, value: (key) => deployed.environment[key] ?? assert.fail(`${name} has no ${key}`) });
        assert.deepEqual(stub.operations.filter((operation) => !(operation in replies)), []);
        assert.deepEqual(Object.keys(replies).filter((operation) => !stub.operations.includes(operation)), []);
        assert.deepEqual(deployed.covers(stub.sent), []);
      });
    }
  }
});
