import assert from "node:assert/strict";
import { decode } from "../../../stacks/settings/decode";
import { configOf, swapped } from "../../../tools/prove/roles";
import { asConfig, settingsFrom, stackFile } from "./settings";

const prod = settingsFrom(stackFile("prod"));

describe("settings with the roles swapped", () => {
  it("have the other place as their primary, one epoch later, and swap back", () => {
    assert.deepEqual(swapped(prod), { ...prod, primary: "usw2", epoch: 2 });
    assert.deepEqual(swapped(swapped(prod)), { ...prod, epoch: 3 });
  });

  it("keep where the database was born, except where it stands in the primary alone", () => {
    const born = { ...prod, database: { ...prod.database, bornIn: "use2" } };
    assert.deepEqual(swapped(born).database.bornIn, "use2");
    assert.equal("bornIn" in swapped({ ...born, recovery: { ...born.recovery, strategy: "backup-restore" } }).database, false);
  });
});

describe("configOf", () => {
  it("is read back as the same settings, and keeps what is not the program's", () => {
    const config = configOf({ ...asConfig(stackFile("dev")), "pulumi:tags": "x" }, prod);
    assert.deepEqual(decode(config), stackFile("prod"));
    assert.equal(config["pulumi:tags"], "x");
  });
});
