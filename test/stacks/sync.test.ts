import assert from "node:assert/strict";
import { parseSettings } from "../../stacks/settings";
import { syncFirewall } from "../../stacks/sync";
import { asConfig, stackFile, withValue } from "../support/settings";

const prod = stackFile("prod");
const settingsWith = (at: readonly string[], value: unknown) => parseSettings(asConfig(withValue(prod, at, value)), "prod");

describe("settings of sync", () => {
  const rows: readonly (readonly [string, readonly string[], unknown, string])[] = [
    ["stones that go before a device has seen them", ["sync"], { ...(prod["sync"] as object), fullSyncHours: 48, tombstoneDays: 2 },
      "understudy:sync.tombstoneDays is 2, want more than 2 days, the time between two full syncs: a stone that goes earlier is seen by nobody: change it in Pulumi.prod.yaml"],
    ["a look back that never ends", ["sync"], { ...(prod["sync"] as object), fullSyncHours: 1, overlapSeconds: 3600 },
      "understudy:sync.overlapSeconds is 3600, want fewer than the 3600 seconds between two full syncs: change it in Pulumi.prod.yaml"],
    ["a table that is called like the platform's", ["tables", "sync-records"], { hashKey: { name: "id", type: "S" }, indexes: {}, class: "STANDARD" },
      "understudy:tables.sync-records: the platform has a table of this name: choose another key (in Pulumi.prod.yaml)"],
  ];
  for (const [flaw, at, value, message] of rows) {
    it(`refuse ${flaw}`, () => {
      assert.throws(() => settingsWith(at, value), { message });
    });
  }

  it("accept what lies just inside", () => {
    assert.equal(settingsWith(["sync"], { ...(prod["sync"] as object), fullSyncHours: 47, tombstoneDays: 2, overlapSeconds: 3600 }).sync.tombstoneDays, 2);
  });
});

describe("the firewall of the sync API", () => {
  it("is the stack's, without what apps cannot do and what records are full of", () => {
    const { exemptPaths, abuse, sqlInjection, largeBodyPaths, longQueries, ...rest } = syncFirewall(parseSettings(asConfig(prod), "prod"));
    assert.deepEqual({ exemptPaths, abuse, sqlInjection, largeBodyPaths, longQueries }, { exemptPaths: [], abuse: undefined, sqlInjection: false, largeBodyPaths: ["/graphql"], longQueries: true });
    const { rate, anonymousIps, logged, logRetentionDays } = prod["firewall"] as Record<string, unknown>;
    assert.deepEqual(rest, { rate, anonymousIps, logged, logRetentionDays });
  });
});
