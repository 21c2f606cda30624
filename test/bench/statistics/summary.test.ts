import assert from "node:assert/strict";
import { median, quantile, summaryOf } from "../../../bench/statistics/summary";

describe("bench/statistics/summary", () => {
  it("keeps the samples in their order beside median, least and most", () => {
    assert.deepEqual(summaryOf([5, 1, 9, 3]), { samples: [5, 1, 9, 3], median: 4, min: 1, max: 9 });
  });

  it("takes the middle of an odd number of values, by size and not by spelling", () => {
    assert.equal(median([10, 9, 100]), 10);
  });

  it("finds a share on the line between the two nearest values", () => {
    assert.deepEqual([0, 0.25, 0.3, 1].map((share) => quantile([40, 0, 20, 10, 30], share)), [0, 10, 12, 40]);
  });

  it("refuses to sum up nothing", () => {
    assert.throws(() => summaryOf([]), { name: "RangeError", message: "no values, want at least one" });
  });
});
