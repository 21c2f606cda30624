import assert from "node:assert/strict";
import { rules } from "../../../policies/pack";
import { controls, coverageOf, sets, type SetName } from "../../../tools/docs/controls/coverage";
import { decisions } from "../../../tools/docs/controls/decisions";

const all = (Object.keys(sets) as SetName[]).flatMap((set) => coverageOf(set));
const known = new Set(all.map(({ control }) => control));

describe("coverage of control sets", () => {
  it("has a verdict about every control", () => {
    assert.deepEqual(all.filter(({ verdict }) => verdict === "undecided").map(({ control }) => control), []);
  });
  it("decides about no control twice, about none that a rule keeps, and about none that no set has", () => {
    const decided = decisions.flatMap((decision) => decision.controls);
    assert.deepEqual(decided.filter((control, rank) => decided.indexOf(control) !== rank), []);
    const kept = new Set(rules.flatMap(({ about }) => about.controls));
    assert.deepEqual(decided.filter((control) => kept.has(control)), []);
    assert.deepEqual(decided.filter((control) => !known.has(control)), []);
  });
  it("finds each control that a rule names in the set that it belongs to", () => {
    const named = [...new Set(rules.flatMap(({ about }) => about.controls))].filter((control) => /^(CKV2?_AWS_|AwsSolutions-|CIS-AWS 5\.0 )/.test(control));
    assert.deepEqual(named.filter((control) => !known.has(control)), []);
  });
  it("names Security Hub's controls in its own form", () => {
    const services = new Set(controls.fsbp.map(([control]) => control.split(".")[0]));
    const others = ["CloudWatch", "DataFirehose", "Inspector"];
    const named = rules.flatMap(({ about }) => about.controls).filter((control) => /^[A-Z][A-Za-z0-9]+\.\d+$/.test(control));
    assert.deepEqual(named.filter((control) => !services.has(control.split(".")[0]) && !others.includes(control.split(".")[0] ?? "")), []);
  });
});
