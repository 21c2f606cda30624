import assert from "node:assert/strict";
import { strategies } from "../../../stacks/posture";
import { decode } from "../../../stacks/settings/decode";
import { problemsIn } from "../../../stacks/settings/parse";
import { type Settings } from "../../../stacks/settings/schema";
import { configOf, swapped, variantOf } from "../../../tools/compare/variants";
import { asConfig, stackFile, withValue } from "../../support/settings";

function settingsOf(data: Record<string, unknown>): Settings {
  const checked = problemsIn(data);
  assert.ok("settings" in checked);
  return checked.settings;
}

const prod = settingsOf(stackFile("prod"));

describe("a stack under another strategy", () => {
  it("changes nothing but the strategy where the promise holds", () => {
    const variant = variantOf(prod, "pilot-light", "prod");
    assert.deepEqual(variant.settings, { ...prod, recovery: { ...prod.recovery, strategy: "pilot-light" } });
    assert.deepEqual([variant.keepsPromise, variant.minutes, variant.notes, variant.refusals], [true, 30, [], []]);
  });

  it("is planned with a longer promise where its own is broken, and says so", () => {
    const { settings, minutes, keepsPromise, notes, refusals } = variantOf(prod, "backup-restore", "prod");
    assert.deepEqual([settings.recovery.rtoMinutes, minutes, keepsPromise, refusals], [1458, 1458, false, []]);
    assert.deepEqual(notes, ["planned with rtoMinutes 1458: the 30 of this stack would be refused"]);
  });

  it("is planned with an operator where nothing stands for a machine to fail over to", () => {
    const automatic = settingsOf(withValue(stackFile("prod"), ["recovery", "decision"], "automatic"));
    assert.deepEqual(strategies.map((strategy) => variantOf(automatic, strategy, "prod").settings.recovery.decision), ["automatic", "automatic", "automatic", "operator"]);
    assert.deepEqual(variantOf(automatic, "backup-restore", "prod").notes.at(1), "planned with decision operator: a machine has nothing to fail over to");
  });

  it("is planned without a name for reads where only one place answers them", () => {
    const reading = settingsOf(withValue(withValue(stackFile("prod"), ["recovery", "strategy"], "active-active"), ["domain", "readHost"], "read"));
    assert.deepEqual(variantOf(reading, "active-active", "prod").settings.domain.readHost, "read");
    const muted = variantOf(reading, "warm-standby", "prod");
    assert.equal("readHost" in muted.settings.domain, false);
    assert.deepEqual([muted.notes, muted.refusals], [["planned without read, the name for reads: only active-active answers them in both places"], []]);
  });

  it("keeps the refusals of the settings, in their words", () => {
    const broken = { ...prod, primary: "nowhere" };
    assert.deepEqual(variantOf(broken, "pilot-light", "prod").refusals,
      ["understudy:primary is \"nowhere\", want one of use2, usw2, the keys of the places: change it in Pulumi.prod.yaml"]);
  });
});

describe("a stack with its roles swapped", () => {
  it("has the other place as its primary, one epoch later, and swaps back", () => {
    assert.deepEqual(swapped(prod), { ...prod, primary: "usw2", epoch: 2 });
    assert.deepEqual(swapped(swapped(prod)), { ...prod, epoch: 3 });
  });
});

describe("configOf", () => {
  it("is read back as the same settings, and keeps what is not the program's", () => {
    const config = configOf({ ...asConfig(stackFile("dev")), "pulumi:tags": "x" }, prod);
    assert.deepEqual(decode(config), stackFile("prod"));
    assert.equal(config["pulumi:tags"], "x");
  });
});
