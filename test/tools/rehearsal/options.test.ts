import assert from "node:assert/strict";
import path from "node:path";
import { parseOptions } from "../../../tools/rehearsal/options";
import { scenarios } from "../../../tools/rehearsal/scenarios";

const root = path.resolve(__dirname, "../../..");
const names = scenarios.map(({ name }) => name);

describe("the options of a rehearsal", () => {
  it("are every scenario of prod, unless asked otherwise", () => {
    assert.deepEqual(parseOptions([], root), { kind: "options", options: { stack: "prod", set: [], runs: 12000, seed: 1, scenarios: names, trade: false, json: undefined } });
  });

  it("take scenarios in the order in which they are told", () => {
    const parsed = parseOptions(["--runs", "2", "--seed", "7", "--scenario", "recovery", "clean-loss", "--trade", "--stack", "dev", "--set", "a=b", "--json", "-"], root);
    assert.deepEqual(parsed, { kind: "options", options: { stack: "dev", set: ["a=b"], runs: 2, seed: 7, scenarios: ["clean-loss", "recovery"], trade: true, json: "-" } });
  });

  it("are refused all at once, in a sentence each", () => {
    assert.deepEqual(parseOptions(["--runs", "1", "--seed", "1.5", "--scenario", "flood", "recovery", "false-alarm", "--stack", "test", "--json", "/nowhere/x.json", "--often"], root), { kind: "refused", problems: [
      "there is no option --often: want any of --runs, --seed, --scenario, --trade, --stack, --set, --json, --dir",
      "there is no stack test: want one of dev, prod",
      "--runs is 1, want a whole number from 2 to 1000000, at least one for each of the 2 scenarios",
      "--seed is 1.5, want a whole number from 0 to 4294967295",
      `there is no scenario flood: want any of ${names.join(", ")}`,
      "--json /nowhere/x.json cannot be written: there is no folder /nowhere",
    ] });
  });

  it("are explained, with every scenario and the exit status", () => {
    const parsed = parseOptions(["--help"], root);
    assert.equal(parsed.kind, "help");
    const text = parsed.kind === "help" ? parsed.text : "";
    assert.deepEqual(names.filter((name) => !text.includes(`  ${name}`)), []);
    assert.match(text, /Exit status:\n {2}0 .*\n {2}1 .*\n {2}2 /);
  });
});
