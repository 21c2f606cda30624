import assert from "node:assert/strict";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { tellOn } from "../../../functions/failover-witness/adapters";
import { witness, type Seen } from "../../../functions/failover-witness/witness";
import { sightIn, type WitnessSight } from "../../../functions/shared/sight";
import { slotsFrom } from "../../../functions/shared/slots";
import { deployedFunction } from "../../support/deployed";
import { SdkStub } from "../../support/sdk-stub";

const places: readonly Seen[] = [
  { place: "use2", region: "us-east-2", origin: "origin-use2.example.com" }, { place: "usw2", region: "us-west-2", origin: "origin-usw2.example.com" },
];
const minute = 1_700_000_040_000;

describe("the witness", function () {
  this.timeout(120_000);

  it("tells each place what it saw of both, at every full period, also while one of them hears nothing", async () => {
    let now = minute - 10_000;
    const told: [string, WitnessSight][] = [];
    await witness(places, 30, {
      now: () => now, sleep: (milliseconds) => { now += milliseconds; return Promise.resolve(); },
      ask: (url) => (url.includes("use2") ? Promise.reject(new Error("dark")) : Promise.resolve({ status: 503, body: "ROLE=STANDBY\n" })),
      tell: ({ place }, sight) => {
        told.push([place, sight]);
        return place === "use2" ? Promise.reject(new Error("dark")) : Promise.resolve();
      },
    });
    const seen = { use2: { answered: false, active: false }, usw2: { answered: true, active: false } };
    assert.deepEqual(told.map(([place, { at, places: saw }]) => [place, at - minute, saw]),
      [["use2", 0, seen], ["usw2", 0, seen], ["use2", 30_000, seen], ["usw2", 30_000, seen]]);
  });

  it("writes into each place's own replica, and leaves what is newer", async () => {
    const stub = new SdkStub({ "dynamodb:UpdateItem": [{}, new ConditionalCheckFailedException({ $metadata: {}, message: "newer" })] });
    const tell = tellOn((region) => stub.client(DynamoDBClient, region), "understudy-prod-control");
    const sight: WitnessSight = { at: minute, places: { use2: { answered: true, active: true } } };
    for (const place of places) await tell(place, sight);
    assert.deepEqual(stub.sent.map(({ region, input }) => [region, input["Key"]]),
      [["us-east-2", { pk: { S: "witness#use2" }, sk: { S: "-" } }], ["us-west-2", { pk: { S: "witness#usw2" }, sk: { S: "-" } }]]);
    const values = stub.sent[0]?.input["ExpressionAttributeValues"] as { ":at": { N: string }; ":places": { S: string } };
    assert.deepEqual(sightIn({ at: Number(values[":at"].N), places: values[":places"].S }), sight);
    assert.equal(sightIn(undefined), undefined);
    const role = await deployedFunction("witness-look");
    assert.deepEqual(role.covers(stub.sent), []);
  });
});

describe("the moments at which everybody looks", () => {
  it("are the same for all, and none is left out between two calls a minute apart", () => {
    const all = new Set([0, 1, 2].flatMap((rank) => slotsFrom(minute + 7_123 + rank * 60_000, 10, 60)));
    assert.deepEqual([...all].map((slot) => (slot - minute) / 1000), Array.from({ length: 18 }, (_, rank) => 10 + rank * 10));
  });
});
