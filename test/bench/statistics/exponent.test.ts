import assert from "node:assert/strict";
import { exponentOf } from "../../../bench/statistics/exponent";

const points = (law: (size: number) => number) => [273, 319, 411, 595, 963, 1699].map((size) => ({ size, ms: law(size) }));
const to9Digits = (value: number | undefined): number | undefined => value === undefined ? undefined : Number(value.toFixed(9));

describe("bench/statistics/exponent", () => {
  it("finds the power of what is added to the base, whatever the start costs", () => {
    const powers = [0.5, 1, 1.5, 2];
    const found = powers.map((power) => exponentOf(points((size) => 1800 + 0.7 * (size - 273) ** power)));
    assert.deepEqual(found.map(to9Digits), powers);
  });

  it("weighs a point as the square of the time that it adds", () => {
    const added = [{ size: 1, ms: 1 }, { size: 2, ms: 4 }, { size: 4, ms: 8 }];
    assert.equal(to9Digits(exponentOf([{ size: 0, ms: 0 }, ...added])), to9Digits(10 / 9));
  });

  it("leaves out a point that noise made faster than the base", () => {
    assert.equal(to9Digits(exponentOf([{ size: 0, ms: 100 }, { size: 1, ms: 90 }, { size: 2, ms: 120 }, { size: 4, ms: 180 }])), 2);
  });

  it("has no answer for fewer than two points that add time and differ in size", () => {
    const base = { size: 10, ms: 100 };
    const sets = [[], [base], [base, { size: 20, ms: 120 }], [base, { size: 20, ms: 120 }, { size: 40, ms: 99 }], [base, { size: 20, ms: 120 }, { size: 20, ms: 130 }]];
    assert.deepEqual(sets.map(exponentOf), sets.map(() => undefined));
  });
});
