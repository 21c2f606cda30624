import assert from "node:assert/strict";
import { slopeOf } from "../../../bench/statistics/slope";

describe("bench/statistics/slope", () => {
  it("finds what one more costs, whatever the start costs", () => {
    assert.equal(slopeOf([{ size: 100, value: 1250 }, { size: 300, value: 1750 }, { size: 900, value: 3250 }]), 2.5);
  });

  it("goes between the points by least squares", () => {
    assert.equal(slopeOf([{ size: 0, value: 0 }, { size: 1, value: 0 }, { size: 2, value: 6 }]), 3);
  });

  it("is nothing where noise makes more cheaper, or all sizes are one", () => {
    assert.deepEqual([[{ size: 1, value: 9 }, { size: 2, value: 8 }], [{ size: 1, value: 8 }, { size: 1, value: 9 }], []].map(slopeOf), [0, 0, 0]);
  });
});
