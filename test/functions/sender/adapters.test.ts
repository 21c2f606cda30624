import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PinpointClient } from "@aws-sdk/client-pinpoint";
import { PinpointSMSVoiceV2Client } from "@aws-sdk/client-pinpoint-sms-voice-v2";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { emailChannel, pushChannel, smsChannel } from "../../../functions/sender/channels";
import { DeliveriesTable } from "../../../functions/sender/deliveries-table";
import { outboxOf } from "../../../functions/sender/outbox";
import { addressKey } from "../../../functions/shared/devices";
import { DevicesTable } from "../../../functions/shared/devices-table";
import { preferencesTable } from "../../../functions/shared/preferences-table";
import { defaultPreferences } from "../../../functions/shared/preferences";
import { deployedFunction, type DeployedFunction } from "../../support/deployed";
import { device, noon, notification } from "../../support/messaging/world";
import { SdkStub } from "../../support/sdk-stub";
import { fullerProd } from "../../support/variants";

const now = (): number => noon;
const refused = (item?: Record<string, { S?: string; N?: string }>) =>
  new ConditionalCheckFailedException({ $metadata: {}, message: "as the stub was told", ...(item !== undefined && { Item: item as never }) });

/** Calls everything that the sender calls, by the settings that it is deployed with. */
async function useAll(stub: SdkStub, environment: DeployedFunction["environment"], region = "us-east-2"): Promise<void> {
  const of = (key: string): string => environment[key] ?? "";
  const documents = DynamoDBDocumentClient.from(stub.client(DynamoDBClient, region));
  const devices = new DevicesTable(documents, { tableName: of("DEVICES_TABLE"), now });
  const deliveries = new DeliveriesTable(documents, { tableName: of("DELIVERIES_TABLE"), owner: "me", now });
  const outbox = outboxOf(stub.client(SQSClient, region), { queueUrl: of("NOTIFICATIONS_URL"), failedUrl: of("FAILED_URL") });
  await devices.of(["ann"]);
  await devices.forget(device("ann", "fcm"));
  await devices.readdress(device("ann", "fcm"), "renewed");
  await devices.mark("email", "ann@example.com", "dead");
  await devices.usersIn("7");
  await preferencesTable(documents, of("PREFERENCES_TABLE")).of(["ann"]);
  await deliveries.claim("id", { repeatable: true, keptUntil: noon });
  await deliveries.settle("id");
  await deliveries.release("id");
  await outbox.enqueue([notification], 900);
  await outbox.hide("handle", 8);
  await outbox.setAside("poison");
  await pushChannel(stub.client(PinpointClient, region), of("PUSH_APPLICATION"))({ kind: "fcm", addresses: ["token"], notification, secondsToLive: 60 });
  await smsChannel(stub.client(PinpointSMSVoiceV2Client, region), { poolId: of("SMS_POOL"), configurationSet: of("SMS_CONFIGURATION_SET"), messageType: "TRANSACTIONAL" })(
    { address: "+15555550100", notification, secondsToLive: 60 });
  await emailChannel(stub.client(SESv2Client, region), { address: of("EMAIL_FROM"), configurationSet: of("EMAIL_CONFIGURATION_SET") })(
    { address: "ann@example.com", notification, secondsToLive: 60 });
}

const replies = {
  "dynamodb:Query": { Items: [{ userId: { S: "ann" }, deviceId: { S: "email" } }] }, "dynamodb:DeleteItem": {}, "dynamodb:UpdateItem": {}, "dynamodb:PutItem": {},
  "dynamodb:BatchGetItem": { Responses: {}, UnprocessedKeys: {} },
  "sqs:SendMessageBatch": { Successful: [], Failed: [] }, "sqs:ChangeMessageVisibility": {}, "sqs:SendMessage": { MD5OfMessageBody: createHash("md5").update("poison").digest("hex") },
  "mobiletargeting:SendMessages": { MessageResponse: { ApplicationId: "a", Result: { token: { DeliveryStatus: "SUCCESSFUL", StatusCode: 200 } } } },
  "sms-voice:SendTextMessage": { MessageId: "m" }, "ses:SendEmail": { MessageId: "m" },
};

describe("the sender on AWS", () => {
  it("sends what each service knows, and needs exactly what its role may do", async () => {
    const sender = await deployedFunction("use2-messaging-sender", "prod", fullerProd);
    const stub = new SdkStub(replies);
    await useAll(stub, sender.environment);
    assert.deepEqual(sender.covers(stub.sent, { others: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "kms:Decrypt", "kms:GenerateDataKey"] }), []);
    assert.deepEqual(stub.sent.map(({ operation }) => operation).filter((operation) => operation.startsWith("Send")), ["SendMessageBatch", "SendMessage", "SendMessages", "SendTextMessage", "SendEmail"]);
  });

  it("works in the standby after a failover by what stood there before, and by nothing of the other place", async () => {
    const [before, after] = [await deployedFunction("usw2-messaging-sender", "prod", fullerProd), await deployedFunction("usw2-messaging-sender", "prod", [...fullerProd, "primary=usw2", "epoch=2"])];
    assert.deepEqual([after.environment, after.statements], [before.environment, before.statements]);
    assert.doesNotMatch(JSON.stringify([after.environment, after.statements]), /us-east-2|use2/);
    const stub = new SdkStub(replies);
    await useAll(stub, after.environment, "us-west-2");
    assert.deepEqual(after.covers(stub.sent, { others: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "kms:Decrypt", "kms:GenerateDataKey"] }), []);
  });

  it("tells tokens that are gone from messages that are refused", async () => {
    const result = (DeliveryStatus: string, StatusCode: number, StatusMessage = "") => ({ DeliveryStatus, StatusCode, StatusMessage });
    const stub = new SdkStub({ "mobiletargeting:SendMessages": { MessageResponse: { ApplicationId: "a", Result: {
      a: { ...result("SUCCESSFUL", 200), UpdatedToken: "renewed" }, b: result("PERMANENT_FAILURE", 410), c: result("PERMANENT_FAILURE", 400, "BadDeviceToken"), d: result("PERMANENT_FAILURE", 403, "InvalidProviderCredentials"),
      e: result("THROTTLED", 429), f: result("TEMPORARY_FAILURE", 503), g: result("UNKNOWN_FAILURE", 500),
    } } } });
    const outcomes = await pushChannel(stub.client(PinpointClient), "a")({ kind: "apns", addresses: ["a", "b", "c", "d", "e", "f", "g"], notification, secondsToLive: 60 });
    assert.deepEqual([...outcomes].map(([address, { kind }]) => `${address} ${kind}`), ["a sent", "b dead", "c dead", "d refused", "e again", "f again", "g unclear"]);
    assert.deepEqual(outcomes.get("a"), { kind: "sent", newAddress: "renewed" });
  });

  it("knows a dead token in the words of each service, and credentials that are refused as something else", async () => {
    const kindOf = async (StatusCode: number, StatusMessage: string): Promise<string | undefined> => {
      const stub = new SdkStub({ "mobiletargeting:SendMessages": { MessageResponse: { ApplicationId: "a", Result: { token: { DeliveryStatus: "PERMANENT_FAILURE", StatusCode, StatusMessage } } } } });
      return (await pushChannel(stub.client(PinpointClient), "a")({ kind: "fcm", addresses: ["token"], notification, secondsToLive: 60 })).get("token")?.kind;
    };
    const dead = ["UNREGISTERED", "Requested entity was not found.", "The registration token is not a valid FCM registration token", "ExpiredToken", "InvalidRegistrationId", "BadDeviceToken"];
    const refused = ["ExpiredProviderToken", "SENDER_ID_MISMATCH", "TopicDisallowed", "InvalidProviderToken", "PayloadTooLarge", "MissingProviderToken"];
    const kinds = async (messages: readonly string[]): Promise<(string | undefined)[]> => Promise.all(messages.map((message) => kindOf(400, message)));
    assert.deepEqual([new Set(await kinds(dead)), new Set(await kinds(refused))], [new Set(["dead"]), new Set(["refused"])]);
  });

  it("tells a claim of its own from those of others, settled, under way and forgotten", async () => {
    const claimed = (leaseUntil: number) => refused({ state: { S: "claimed" }, leaseUntil: { N: String(leaseUntil) } });
    const stub = new SdkStub({ "dynamodb:PutItem": [{}, refused({ state: { S: "settled" } }), claimed(noon + 1), claimed(noon - 1)], "dynamodb:UpdateItem": refused() });
    const deliveries = new DeliveriesTable(DynamoDBDocumentClient.from(stub.client(DynamoDBClient)), { tableName: "deliveries", owner: "me", now });
    const claims = [];
    for (const repeatable of [true, true, true, false]) claims.push(await deliveries.claim("id", { repeatable, keptUntil: noon }));
    await deliveries.settle("id");
    assert.deepEqual(claims, ["ours", "done", "busy", "lost"]);
    assert.deepEqual([stub.sent[0], stub.sent[3]].map((sent) => sent?.input["ConditionExpression"]), [
      "attribute_not_exists(id) OR (#state = :claimed AND leaseUntil < :now)", "attribute_not_exists(id)",
    ]);
  });

  it("fills batches up to ten messages and a quarter of a MiB, and fails when one is left out", async () => {
    const stub = new SdkStub({ "sqs:SendMessageBatch": [{ Successful: [], Failed: [] }, { Successful: [], Failed: [] }, { Successful: [], Failed: [{ Id: "0", SenderFault: true, Code: "x", Message: "no room" }] }] });
    const outbox = outboxOf(stub.client(SQSClient), { queueUrl: "https://sqs.us-east-2.amazonaws.com/123456789012/q", failedUrl: "f" });
    await outbox.enqueue(Array.from({ length: 12 }, () => notification), 0);
    assert.deepEqual(stub.sent.map(({ input }) => (input["Entries"] as unknown[]).length), [10, 2]);
    await assert.rejects(outbox.enqueue([notification], 0), { message: "1 of 1 messages did not get into the queue: no room" });
  });
});

describe("the registry of devices on AWS", () => {
  it("takes an address away from whoever had it, and only that", async () => {
    const stub = new SdkStub({ "dynamodb:UpdateItem": {}, "dynamodb:DeleteItem": refused(), "dynamodb:Query": { Items: [
      { userId: { S: "ann" }, deviceId: { S: "phone" } }, { userId: { S: "bob" }, deviceId: { S: "old" } },
    ] } });
    const devices = new DevicesTable(DynamoDBDocumentClient.from(stub.client(DynamoDBClient)), { tableName: "devices", now });
    await devices.register({ userId: "ann", deviceId: "phone", kind: "fcm", address: "token" });
    assert.deepEqual(stub.sent.map(({ operation, input }) => [operation, input["Key"], input["ConditionExpression"]]), [
      ["UpdateItem", { userId: { S: "ann" }, deviceId: { S: "phone" } }, undefined], ["Query", undefined, undefined],
      ["DeleteItem", { userId: { S: "bob" }, deviceId: { S: "old" } }, "address = :address"],
    ]);
    assert.match(JSON.stringify(stub.sent[0]?.input), new RegExp(`"expiresAt|:expiresAt.*${String(noon + 270 * 86_400)}`));
  });

  it("reads on where a page of a segment ended", async () => {
    const last = { userId: { S: "u" }, deviceId: { S: "d" }, segment: { S: "7" } };
    const stub = new SdkStub({ "dynamodb:Query": [{ Items: [last], LastEvaluatedKey: last }, { Items: [] }] });
    const devices = new DevicesTable(DynamoDBDocumentClient.from(stub.client(DynamoDBClient)), { tableName: "devices", now });
    const { userIds, cursor } = await devices.usersIn("7");
    assert.deepEqual([userIds, await devices.usersIn("7", cursor)], [["u"], { userIds: [] }]);
    assert.deepEqual(stub.sent[1]?.input["ExclusiveStartKey"], last);
  });

  it("knows a mailbox however it is written", () => {
    assert.equal(addressKey("email", "Ann@Example.com"), addressKey("email", "ann@example.com"));
    assert.notEqual(addressKey("fcm", "Token"), addressKey("fcm", "token"));
  });
});

describe("preferences on AWS", () => {
  it("asks again for what there was no room for", async () => {
    const item = { userId: { S: "ann" }, channels: { M: {} }, categories: { M: { orders: { BOOL: false } } } };
    const stub = new SdkStub({ "dynamodb:BatchGetItem": [
      { Responses: { preferences: [item] }, UnprocessedKeys: { preferences: { Keys: [{ userId: { S: "bob" } }] } } }, { Responses: { preferences: [] }, UnprocessedKeys: {} },
    ], "dynamodb:PutItem": {}, "dynamodb:DeleteItem": {} });
    const store = preferencesTable(DynamoDBDocumentClient.from(stub.client(DynamoDBClient)), "preferences");
    assert.deepEqual([...await store.of(["ann", "bob", "ann"])], [["ann", { channels: {}, categories: { orders: false } }]]);
    await store.save("ann", defaultPreferences);
    await store.remove("ann");
    assert.deepEqual(stub.operations, ["dynamodb:BatchGetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"]);
  });
});
