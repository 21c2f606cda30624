import assert from "node:assert/strict";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { keyKeeper, keptKeys } from "../../../functions/shared/kept-keys";
import { textsIn } from "../../../functions/shared/json";
import { deployedFunction } from "../../support/deployed";
import { SdkStub } from "../../support/sdk-stub";

const key = { kid: "a", kty: "RSA", n: "AQAB", e: "AQAB" } as const;
const regions = [["use2", "us-east-2"], ["usw2", "us-west-2"]] as const;

describe("keys in a place's table", () => {
  for (const [place, region] of regions) {
    it(`are kept and read back in ${place}, by what the role of the renewal grants`, async () => {
      const deployed = await deployedFunction(`${place}-tokens-keys`);
      const stub = new SdkStub({ "dynamodb:PutItem": {}, "dynamodb:GetItem": ({ TableName, Key }) => {
        assert.deepEqual([TableName, Key], ["understudy-prod-identity-keys", { place: { S: place } }]);
        return { Item: { keys: { S: JSON.stringify([key]) } } };
      } });
      const keeper = keyKeeper(stub.client(DynamoDBClient, region), deployed.environment["KEYS_TABLE"] ?? "");
      await keeper.keep(deployed.environment["PLACE"] ?? "", [key], new Date("2026-11-21T12:00:00Z"));
      assert.deepEqual(await keeper.read(place), [key]);
      assert.deepEqual(JSON.parse(stub.sent[0]?.request.body ?? ""), {
        TableName: "understudy-prod-identity-keys", Item: { place: { S: place }, keys: { S: JSON.stringify([key]) }, readAt: { S: "2026-11-21T12:00:00.000Z" } },
      });
      assert.deepEqual(deployed.covers(stub.sent), []);
    });

    it(`are only read in ${place} by whoever verifies tokens there, this place's own first`, async () => {
      const deployed = await deployedFunction(`${place}-tokens-authorizer`);
      const stub = new SdkStub({ "dynamodb:GetItem": {} });
      const kept = keptKeys(stub.client(DynamoDBClient, region), deployed.environment["KEYS_TABLE"] ?? "");
      for (const each of textsIn("PLACES", deployed.environment["PLACES"] ?? "")) assert.deepEqual(await kept.read(each), []);
      assert.deepEqual(stub.sent.map(({ input }) => (input["Key"] as { place: { S: string } }).place.S), place === "use2" ? ["use2", "usw2"] : ["usw2", "use2"]);
      assert.deepEqual(deployed.covers(stub.sent), []);
    });
  }

  it("are asked for under every name of the pool", async () => {
    const { environment } = await deployedFunction("usw2-tokens-authorizer");
    const issuers = textsIn("ISSUERS", environment["ISSUERS"] ?? "");
    assert.deepEqual(issuers.map((issuer) => issuer.replace(/\/us-east-2_\w{9}$/, "/<pool>")), [
      "https://cognito-idp.us-east-2.amazonaws.com/<pool>", "https://cognito-idp.us-west-2.amazonaws.com/<pool>", "https://issuer-cognito-idp.us-east-2.amazonaws.com/<pool>",
    ]);
    assert.equal(textsIn("CLIENT_IDS", environment["CLIENT_IDS"] ?? "").length, 4);
  });
});
