import assert from "node:assert/strict";
import { marshall } from "@aws-sdk/util-dynamodb";
import { portsIn } from "./world";

const payload = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const items = [
  { pk: "heartbeat#use2", sk: "-", epoch: 2, seq: 105, at: 25_000 }, { pk: "heartbeat#usw2", sk: "-", epoch: 1, seq: 9, at: 1 },
  { pk: "witness#usw2", sk: "-", at: 5, places: "{}", servedAt: 70_000, servedSince: 60_000, lastServedAt: 20_000 },
];

describe("the ledger of a loss", function () {
  this.timeout(120_000);

  it("is read in the place that was activated, and in nothing of the other", async () => {
    const { ports, stub, settings } = await portsIn("usw2", {
      "dynamodb:BatchGetItem": ({ RequestItems }) => {
        const [[table, { Keys }] = ["", { Keys: [] }]] = Object.entries(RequestItems as Record<string, { Keys: Record<string, { S: string }>[] }>);
        return { Responses: { [table]: items.filter(({ pk }) => Keys.some((key) => key["pk"]?.S === pk)).map((item) => marshall(item)) }, UnprocessedKeys: {} };
      },
      "lambda:Invoke": { StatusCode: 200, Payload: payload({ seconds: 30, epoch: 2, seq: 103, at: 15_000 }) },
    });
    assert.deepEqual(await ports.ledger.read(), {
      acked: { epoch: 2, seq: 105, at: 25_000 }, kept: { epoch: 2, seq: 103, at: 15_000 }, outside: { lastServedAt: 20_000, servedAgainAt: 60_000 },
    });
    assert.deepEqual([...new Set(stub.sent.map(({ region }) => region))], [settings.here.region]);
  });

  it("leaves open what does not answer, and what nobody wrote", async () => {
    const { ports } = await portsIn("usw2", { "lambda:Invoke": { StatusCode: 200, Payload: payload({ because: "no heartbeat of use2 has come" }) } });
    const open = { acked: undefined, kept: undefined, outside: undefined };
    assert.deepEqual(await ports.ledger.read(), open);
    const dark = await portsIn("usw2", { "dynamodb:BatchGetItem": new Error("dark"), "lambda:Invoke": new Error("dark") });
    assert.deepEqual(await dark.ports.ledger.read(), open);
    const left = await portsIn("usw2", { "dynamodb:BatchGetItem": ({ RequestItems }) => ({
      Responses: { [dark.settings.common.controlTable]: [marshall({ pk: "witness#usw2", sk: "-", servedAt: 7, servedSince: 6, lastServedAt: 2 })] }, UnprocessedKeys: RequestItems,
    }) });
    assert.deepEqual((await left.ports.ledger.read()).outside, undefined, "half an account is none");
  });
});
