import assert from "node:assert/strict";
import { parseOptions } from "../../bench/options";

describe("bench/options", () => {
  it("measures all in five rounds unless told otherwise", () => {
    assert.deepEqual(parseOptions([]), { kind: "options", options: { smoke: false, runs: 5, json: undefined, tests: false } });
  });

  it("takes everything that it is told", () => {
    assert.deepEqual(parseOptions(["--runs", "12", "--json", "a.json", "--tests"]), { kind: "options", options: { smoke: false, runs: 12, json: "a.json", tests: true } });
  });

  it("measures once in a smoke test, whatever else it is told", () => {
    assert.deepEqual(parseOptions(["--smoke", "--runs", "12"]), { kind: "options", options: { smoke: true, runs: 1, json: undefined, tests: false } });
  });

  it("refuses what it does not know, and rounds that are no number", () => {
    const problems = [["--fast"], ["prod"], ["--json"], ["--runs", "0"], ["--runs", "2.5"]].map(parseOptions);
    assert.deepEqual(problems, [
      "unknown option '--fast'",
      "too many arguments. Expected 0 arguments but got 1.",
      "option '--json <file>' argument missing",
      "option '--runs <number>' argument '0' is invalid. Want a whole number from 1 to 999.",
      "option '--runs <number>' argument '2.5' is invalid. Want a whole number from 1 to 999.",
    ].map((problem) => ({ kind: "refused", problem })));
  });

  it("lists every option and exit status when asked", () => {
    const parsed = parseOptions(["--help"]);
    assert.ok(parsed.kind === "help");
    assert.deepEqual([...parsed.text.matchAll(/^ {2}(--\w+|\d) /gm)].map(([, word]) => word), ["--smoke", "--runs", "--json", "--tests", "0", "1", "2"]);
  });
});
