import assert from "node:assert/strict";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { portsIn } from "./world";

const question = { activation: "act-usw2-2", askedAt: 0, expiresAt: 1_000, callback: "token", lines: [] };

describe("a question in the control table", function () {
  this.timeout(120_000);

  it("is news until somebody says that people heard of it, whoever stored it", async () => {
    const asked = async (replies: Parameters<typeof portsIn>[1]): Promise<boolean> => (await portsIn("usw2", replies)).ports.control.ask(question);
    const there = { "dynamodb:PutItem": new ConditionalCheckFailedException({ message: "there", $metadata: {} }) };
    const stored = (heard: object) => ({ ...there, "dynamodb:UpdateItem": { Attributes: { pk: { S: "question#usw2" }, ...heard } } });
    assert.deepEqual([await asked({}), await asked(stored({})), await asked(stored({ heard: { BOOL: true } }))], [true, true, false]);
    const { ports, stub } = await portsIn("usw2");
    await ports.control.heard("act-usw2-2");
    assert.deepEqual(stub.sent.map(({ input }) => [input["Key"], input["UpdateExpression"]]), [[{ pk: { S: "question#usw2" }, sk: { S: "act-usw2-2" } }, "SET heard = :true"]]);
  });
});
