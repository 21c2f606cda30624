import assert from "node:assert/strict";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { tellOn } from "../../../functions/failover-witness/adapters";
import { witness, type Seen } from "../../../functions/failover-witness/witness";
import { outageIn, sightIn, type WitnessSight } from "../../../functions/shared/sight";
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
    await witness({ places, front: "app.example.com", periodSeconds: 30 }, {
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

  it("looks at the name that users go by, and has seen nothing where it reaches nobody", async () => {
    const served = async (answers: Readonly<Record<string, string>>): Promise<unknown> => {
      let now = minute;
      const told: unknown[] = [];
      await witness({ places, front: "app.example.com", periodSeconds: 20 }, {
        now: () => now, sleep: (milliseconds) => { now += milliseconds; return Promise.resolve(); }, tell: (_, sight) => { told.push(sight.served); return Promise.resolve(); },
        ask: (url) => { const body = answers[new URL(url).hostname]; return body === undefined ? Promise.reject(new Error("dark")) : Promise.resolve({ status: body.includes("ACTIVE") ? 200 : 503, body }); },
      });
      return told[0];
    };
    assert.equal(await served({ "app.example.com": "ROLE=ACTIVE\n" }), true);
    assert.equal(await served({ "app.example.com": "ROLE=STANDBY\n" }), false);
    assert.equal(await served({ "origin-usw2.example.com": "ROLE=STANDBY\n" }), false, "the standby answers, and users are not served");
    assert.equal(await served({}), undefined, "nobody answers: it is the witness that is cut off");
  });

  it("keeps when users were last served and since when they are again, by looks that repeat themselves", async () => {
    const item = new Map<string, number>();
    // What DynamoDB does with the two expressions that there are.
    const stub = new SdkStub({ "dynamodb:UpdateItem": ({ UpdateExpression, ExpressionAttributeValues }) => {
      const at = Number((ExpressionAttributeValues as { ":at": { N: string } })[":at"].N), text = String(UpdateExpression);
      if (text.includes("servedAt = :at, servedSince = if_not_exists(servedSince, :at)")) { item.set("servedAt", at); if (!item.has("servedSince")) item.set("servedSince", at); }
      if (text.endsWith("lastServedAt = if_not_exists(servedAt, :never) REMOVE servedSince")) { item.set("lastServedAt", item.get("servedAt") ?? 0); item.delete("servedSince"); }
      return {};
    } });
    const tell = tellOn((region) => stub.client(DynamoDBClient, region), "understudy-prod-control");
    const look = async (at: number, served: boolean | undefined): Promise<unknown> => { for (const place of places.slice(0, 1)) await tell(place, { at, places: {}, served }); return outageIn(Object.fromEntries(item)); };
    assert.deepEqual([await look(1, false), await look(10, true), await look(20, true)], [undefined, undefined, undefined], "no outage begins before users were ever served");
    assert.deepEqual([await look(30, false), await look(40, undefined), await look(50, false)], [undefined, undefined, undefined], "it lasts");
    assert.deepEqual([await look(60, true), await look(70, true)], [{ lastServedAt: 20, servedAgainAt: 60 }, { lastServedAt: 20, servedAgainAt: 60 }]);
  });

  it("writes into each place's own replica, and leaves what is newer", async () => {
    const stub = new SdkStub({ "dynamodb:UpdateItem": [{}, new ConditionalCheckFailedException({ $metadata: {}, message: "newer" })] });
    const tell = tellOn((region) => stub.client(DynamoDBClient, region), "understudy-prod-control");
    const sight: WitnessSight = { at: minute, places: { use2: { answered: true, active: true } }, served: true };
    for (const place of places) await tell(place, sight);
    assert.deepEqual(stub.sent.map(({ region, input }) => [region, input["Key"]]),
      [["us-east-2", { pk: { S: "witness#use2" }, sk: { S: "-" } }], ["us-west-2", { pk: { S: "witness#usw2" }, sk: { S: "-" } }]]);
    const values = stub.sent[0]?.input["ExpressionAttributeValues"] as { ":at": { N: string }; ":places": { S: string } };
    assert.deepEqual(sightIn({ at: Number(values[":at"].N), places: values[":places"].S }), { at: sight.at, places: sight.places });
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
