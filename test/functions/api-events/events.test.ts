import assert from "node:assert/strict";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { streamSink } from "../../../functions/api-events/adapters";
import { eventAnswers, type KeptEvent } from "../../../functions/api-events/events";
import { SdkStub } from "../../support/sdk-stub";
import { ask, userId } from "../api/ask";

const event = (eventId: string) => ({ eventId, name: "opened", at: "2026-11-21T11:59:00Z" });
const now = () => new Date("2026-11-21T12:00:00Z");
const kept = (eventId: string): KeptEvent => ({ ...event(eventId), userId, receivedAt: "2026-11-21T12:00:00.000Z", place: "use2" });

describe("usage events", () => {
  it("says whose each is, and tries those again that were refused", async () => {
    const batches: (readonly KeptEvent[])[] = [];
    const keep = (events: readonly KeptEvent[]) => Promise.resolve(batches.push(events)).then((count) => count === 1 ? events.slice(1) : []);
    const { status, body } = await ask(eventAnswers({ sink: { keep }, place: "use2", now }), "POST /events", { body: { events: [event("a"), event("b")] } });
    assert.deepEqual([status, body, batches], [202, { kept: 2 }, [[kept("a"), kept("b")], [kept("b")]]]);
  });

  it("has the client send the whole batch again when a part of it was not kept", async () => {
    const { status, body } = await ask(eventAnswers({ sink: { keep: (events) => Promise.resolve(events.slice(0, 1)) }, place: "use2", now }), "POST /events", { body: { events: [event("a"), event("b")] } });
    assert.deepEqual([status, body], [503, { code: "try_later", message: "1 of 2 events could not be kept: send the whole batch again" }]);
  });

  it("refuses a batch of none, which API Gateway lets through", async () => {
    assert.equal((await ask(eventAnswers({ sink: { keep: () => assert.fail("kept") }, place: "use2", now }), "POST /events", { body: { events: [] } })).status, 400);
  });

  it("puts them into the stream by user, a line each, and gives back those that it refused", async () => {
    const stub = new SdkStub({ "kinesis:PutRecords": { Records: [{ SequenceNumber: "1" }, { ErrorCode: "ProvisionedThroughputExceededException" }] } });
    const left = await streamSink(stub.client(KinesisClient), "arn:aws:kinesis:us-east-2:123456789012:stream/s").keep([kept("a"), kept("b")]);
    assert.deepEqual(left, [kept("b")]);
    const input = stub.sent[0]?.input as { readonly Records: readonly { readonly PartitionKey: string; readonly Data: Buffer }[] };
    assert.deepEqual(input.Records.map(({ PartitionKey, Data }) => [PartitionKey, Data.toString()]), [[userId, `${JSON.stringify(kept("a"))}\n`], [userId, `${JSON.stringify(kept("b"))}\n`]]);
  });
});
