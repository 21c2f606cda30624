import assert from "node:assert/strict";
import { bootstrap } from "../../../bench/statistics/bootstrap";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("bench/statistics/bootstrap", () => {
  it("finds the middle 95 percent that counting all draws finds", () => {
    // Of the 4^4 draws of four rounds, 1.95 percent sum up to less than 2, and as many to more than 10; 5.86 percent to 2 or less.
    assert.deepEqual(bootstrap(4, sum), { low: 2, high: 10 });
  });

  it("gives the same interval for the same rounds, today and tomorrow", () => {
    const rounds = [1.01, 1.13, 0.97, 1.4, 1.22];
    const mean = (drawn: readonly number[]) => sum(drawn.map((index) => rounds[index] ?? NaN)) / rounds.length;
    const { low, high } = bootstrap(rounds.length, mean) ?? { low: NaN, high: NaN };
    assert.deepEqual([low.toFixed(3), high.toFixed(3)], ["1.018", "1.286"]);
  });

  it("leaves out the draws that have no answer", () => {
    assert.deepEqual(bootstrap(2, (drawn) => sum(drawn) === 0 ? undefined : sum(drawn)), { low: 1, high: 2 });
  });

  it("has no interval where no draw has an answer", () => {
    assert.equal(bootstrap(3, () => undefined), undefined);
  });
});
