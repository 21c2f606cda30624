import assert from "node:assert/strict";
import { syncFirewall } from "../../stacks/sync";
import { settingsWith, stackFile } from "../support/settings";
import { recordedStack } from "../support/stacks";
import { backupRestore } from "../support/variants";

const prod = stackFile("prod");

describe("settings of sync", () => {
  const rows: readonly (readonly [string, readonly string[], unknown, string])[] = [
    ["stones that go before a device has seen them", ["sync"], { ...(prod["sync"] as object), fullSyncHours: 48, tombstoneDays: 2 },
      "understudy:sync.tombstoneDays is 2, want more than 2 days, the time between two full syncs: a stone that goes earlier is seen by nobody: change it in Pulumi.prod.yaml"],
    ["a look back that never ends", ["sync"], { ...(prod["sync"] as object), fullSyncHours: 1, overlapSeconds: 3600 },
      "understudy:sync.overlapSeconds is 3600, want fewer than the 3600 seconds between two full syncs: change it in Pulumi.prod.yaml"],
    ["sharers of a group that is not there", ["sync", "sharers"], ["provider", "vendor"],
      'understudy:sync.sharers is "vendor", want groups out of identity.groups: operator, provider, member: change it in Pulumi.prod.yaml'],
    ["a table that is called like the platform's", ["tables", "sync-records"], { hashKey: { name: "id", type: "S" }, indexes: {}, class: "STANDARD" },
      "understudy:tables.sync-records: the platform has a table of this name: choose another key (in Pulumi.prod.yaml)"],
  ];
  for (const [flaw, at, value, message] of rows) {
    it(`refuse ${flaw}`, () => {
      assert.throws(() => settingsWith([at, value]), { message });
    });
  }

  it("accept what lies just inside", () => {
    assert.equal(settingsWith([["sync"], { ...(prod["sync"] as object), fullSyncHours: 47, tombstoneDays: 2, overlapSeconds: 3600 }]).sync.tombstoneDays, 2);
  });
});

describe("the firewall of the sync API", () => {
  it("is the stack's, without what apps cannot do and what records are full of", () => {
    const { checkers, abuse, sqlInjection, largeBodyPaths, tokenInQuery, ...rest } = syncFirewall(settingsWith());
    assert.deepEqual({ checkers, abuse, sqlInjection, largeBodyPaths, tokenInQuery }, { checkers: undefined, abuse: undefined, sqlInjection: false, largeBodyPaths: ["/graphql"], tokenInQuery: true });
    const { rate, anonymousIps, logged, logRetentionDays } = prod["firewall"] as Record<string, unknown>;
    assert.deepEqual(rest, { rate, anonymousIps, logged, logRetentionDays });
  });
});

describe("the sync API of a stack", () => {
  const apisIn = async (set: readonly string[] = []) => (await recordedStack("prod", set)).graph.resources.filter(({ type }) => type === "aws:appsync/graphQLApi:GraphQLApi");
  const nameOf = (urn: string): string => urn.split("::").at(-1) ?? "";

  it("stands in each place, asks the function of its own place who calls, and works on its own replica", async () => {
    const { graph } = await recordedStack("prod");
    const asked = (await apisIn()).map(({ urn, inputs }) => {
      const { authorizerUri } = inputs["lambdaAuthorizerConfig"] as { authorizerUri: string };
      return [nameOf(urn), graph.resources.filter(({ custom, outputs }) => custom && outputs["arn"] === authorizerUri).map((each) => nameOf(each.urn))];
    });
    assert.deepEqual(asked, [["use2-sync", ["use2-tokens-authorizer"]], ["usw2-sync", ["usw2-tokens-authorizer"]]]);
    const sources = graph.resources.filter(({ type, inputs }) => type === "aws:appsync/dataSource:DataSource" && inputs["type"] === "AMAZON_DYNAMODB");
    assert.deepEqual(sources.map(({ urn, inputs }) => [nameOf(urn), inputs["dynamodbConfig"]]).sort(), ["us-east-2", "us-west-2"].flatMap((region) => ["read", "write"].map((source) =>
      [`${region === "us-east-2" ? "use2" : "usw2"}-sync-${source}`, { tableName: "understudy-prod-sync-records", region }])));
  });

  it("stands where something serves, and nowhere else", async () => {
    assert.deepEqual((await apisIn(backupRestore)).map(({ urn }) => nameOf(urn)), ["use2-sync"]);
  });
});
