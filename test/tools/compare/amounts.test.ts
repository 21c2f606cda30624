import assert from "node:assert/strict";
import { amountOf, durationOf } from "../../../tools/compare/amounts";

describe("an amount of time", () => {
  const rows: readonly (readonly [number | undefined, string])[] = [
    [54, "54 s"], [119, "119 s"], [120, "2 min"], [140, "2 min 20 s"], [900, "15 min"], [901, "16 min"], [7200, "2 h"], [87_480, "24 h 18 min"],
    [Number.POSITIVE_INFINITY, "everything"], [undefined, "–"],
  ];
  for (const [seconds, text] of rows) it(`is ${text} for ${String(seconds)} s`, () => { assert.equal(durationOf(seconds), text); });

  it("says how it is meant, where it is a loss", () => {
    assert.deepEqual([
      amountOf({ of: "objects", seconds: 900, basis: "contract" }), amountOf({ of: "tables", seconds: 1, basis: "typical" }),
      amountOf({ of: "database", seconds: 86_400, basis: "schedule" }), amountOf({ of: "tables", seconds: Number.POSITIVE_INFINITY, basis: "none" }),
      amountOf({ of: "secrets", seconds: undefined, basis: "none" }), amountOf(undefined),
    ], ["15 min, 99.9 %", "1 s, typically", "24 h, by schedule", "everything", "no figure", "–"]);
  });
});
