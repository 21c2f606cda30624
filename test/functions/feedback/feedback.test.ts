import assert from "node:assert/strict";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { keepFeedback, marksIn } from "../../../functions/feedback/feedback";
import { DevicesTable } from "../../../functions/shared/devices-table";
import { deployedFunction } from "../../support/deployed";
import { MemoryDevices } from "../../support/messaging/memory";
import { device } from "../../support/messaging/world";
import { SdkStub } from "../../support/sdk-stub";

const bounce = (bounceType: string, emailAddress: string) => JSON.stringify({ eventType: "Bounce", bounce: { bounceType, bouncedRecipients: [{ emailAddress }] } });

describe("what comes back about addresses", () => {
  it("is kept where nothing will ever arrive, or nobody wants it to", () => {
    assert.deepEqual([
      bounce("Permanent", "Ann <ann@example.com>"), bounce("Transient", "bob@example.com"), "no JSON", "null", JSON.stringify({ eventType: "Bounce" }),
      JSON.stringify({ eventType: "Complaint", complaint: { complainedRecipients: [{ emailAddress: "cat@example.com" }] } }),
      JSON.stringify({ eventType: "TEXT_INVALID", destinationPhoneNumber: "+15555550100" }), JSON.stringify({ eventType: "TEXT_DELIVERED", destinationPhoneNumber: "+15555550100" }),
    ].map(marksIn), [
      [{ kind: "email", address: "ann@example.com", state: "dead" }], [], [], [], [],
      [{ kind: "email", address: "cat@example.com", state: "opted-out" }], [{ kind: "sms", address: "+15555550100", state: "dead" }], [],
    ]);
  });

  it("marks the address, whoever has it", async () => {
    const devices = new MemoryDevices([device("ann", "email", { address: "ann@example.com" }), device("bob", "email")]);
    await keepFeedback([bounce("Permanent", "ann@example.com")], devices);
    assert.deepEqual([...devices.all.values()].map(({ state }) => state), ["dead", "live"]);
  });

  it("needs exactly what its role may do", async () => {
    const heard = await deployedFunction("use2-messaging-heard");
    const stub = new SdkStub({ "dynamodb:Query": { Items: [{ userId: { S: "ann" }, deviceId: { S: "email" } }] }, "dynamodb:UpdateItem": {} });
    const devices = new DevicesTable(DynamoDBDocumentClient.from(stub.client(DynamoDBClient)), { tableName: heard.environment["DEVICES_TABLE"] ?? "", now: () => 0 });
    await keepFeedback([bounce("Permanent", "ann@example.com")], devices);
    assert.deepEqual(heard.covers(stub.sent), []);
  });
});
