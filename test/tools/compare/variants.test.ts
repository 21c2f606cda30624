import assert from "node:assert/strict";
import { strategies } from "../../../stacks/posture";
import { variantOf } from "../../../tools/compare/variants";
import { settingsFrom, stackFile, withValue } from "../prove/settings";

const prod = settingsFrom(stackFile("prod"));

describe("a stack under another strategy", () => {
  it("changes nothing but the strategy where the promise holds", () => {
    const variant = variantOf(prod, "pilot-light", "prod");
    assert.deepEqual(variant.settings, { ...prod, recovery: { ...prod.recovery, strategy: "pilot-light" } });
    assert.deepEqual([variant.keepsPromise, variant.minutes, variant.notes, variant.refusals], [true, 29, [], []]);
  });

  it("is planned with a longer promise where its own is broken, and says so", () => {
    const { settings, minutes, keepsPromise, notes, refusals } = variantOf(prod, "backup-restore", "prod");
    assert.deepEqual([settings.recovery.rtoMinutes, minutes, keepsPromise, refusals], [1459, 1459, false, []]);
    assert.deepEqual(notes, ["planned with rtoMinutes 1459: the 30 of this stack would be refused"]);
  });

  it("is planned with an operator where nothing stands for a machine to fail over to", () => {
    const automatic = settingsFrom(withValue(withValue(stackFile("prod"), ["recovery", "maxDataLossSeconds"], 40), ["recovery", "decision"], "automatic"));
    assert.deepEqual(strategies.map((strategy) => variantOf(automatic, strategy, "prod").settings.recovery.decision), ["automatic", "automatic", "automatic", "operator"]);
    assert.deepEqual(variantOf(automatic, "backup-restore", "prod").notes.at(0), "planned with decision operator: a machine has nothing to fail over to");
  });

  it("is planned without a name for reads where only one place answers them", () => {
    const reading = settingsFrom(withValue(withValue(stackFile("prod"), ["recovery", "strategy"], "active-active"), ["domain", "readHost"], "read"));
    assert.deepEqual(variantOf(reading, "active-active", "prod").settings.domain.readHost, "read");
    const muted = variantOf(reading, "warm-standby", "prod");
    assert.equal("readHost" in muted.settings.domain, false);
    assert.deepEqual([muted.notes, muted.refusals], [["planned without read, the name for reads: only active-active answers them in both places"], []]);
  });

  it("is planned with instances in the standby where its services ask one", () => {
    const bare = settingsFrom([["strategy", "pilot-light"], ["rtoMinutes", 60]].reduce((data, [key, value]) => withValue(data, ["recovery", String(key)], value),
      withValue(stackFile("prod"), ["database", "standbyInstances"], 0)));
    assert.deepEqual(strategies.map((strategy) => variantOf(bare, strategy, "prod").settings.database.standbyInstances), [2, 2, 0, 0]);
    assert.deepEqual(variantOf(bare, "warm-standby", "prod").notes, ["planned with database.standbyInstances 2: services that run in the standby need one to ask"]);
    assert.deepEqual([variantOf(bare, "warm-standby", "prod").minutes, variantOf(bare, "pilot-light", "prod").minutes], [29, 49]);
  });

  it("is planned without a birth place of the database other than the primary, where the database stands there alone", () => {
    const born = settingsFrom(withValue(stackFile("prod"), ["database", "bornIn"], "usw2"));
    const { settings, notes, refusals } = variantOf(born, "backup-restore", "prod");
    assert.deepEqual(["bornIn" in settings.database, notes.at(0), refusals], [false, "planned without database.bornIn usw2: the database stands in the primary alone", []]);
    assert.equal(variantOf(born, "pilot-light", "prod").settings.database.bornIn, "usw2");
    const there = settingsFrom(withValue(stackFile("prod"), ["database", "bornIn"], "use2"));
    assert.equal(variantOf(there, "backup-restore", "prod").settings.database.bornIn, "use2");
  });

  it("keeps the refusals of the settings, in their words", () => {
    const broken = { ...prod, primary: "nowhere" };
    assert.deepEqual(variantOf(broken, "pilot-light", "prod").refusals,
      ["understudy:primary is \"nowhere\", want one of use2, usw2, the keys of the places: change it in Pulumi.prod.yaml"]);
  });
});
