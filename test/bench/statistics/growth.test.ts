import assert from "node:assert/strict";
import { isNoSteeper, steepnessOf, type Steepness } from "../../../bench/statistics/growth";

const sizes = [100, 200, 400, 800];
const round = (power: number, start = 1000): number[] => sizes.map((size) => start + (size - 100) ** power);
const rounded = ({ exponent, interval }: Steepness) => ({
  exponent: exponent?.toFixed(6), interval: interval && [interval.low.toFixed(6), interval.high.toFixed(6)],
});

describe("bench/statistics/growth", () => {
  it("takes medians over the rounds, so one slow round changes nothing but the interval", () => {
    assert.deepEqual(rounded(steepnessOf(sizes, [round(1), round(1), round(1), round(1), round(1.5)])), { exponent: "1.000000", interval: ["1.000000", "1.500000"] });
  });

  it("tells no interval from fewer than three rounds", () => {
    assert.deepEqual(rounded(steepnessOf(sizes, [round(1), round(1)])), { exponent: "1.000000", interval: undefined });
  });

  it("tells nothing of what noise hides", () => {
    assert.deepEqual(steepnessOf(sizes, [[9, 8, 7, 6], [9, 8, 7, 6], [9, 8, 7, 6]]), {});
  });

  it("calls something steeper only where it lies above the noise of the other", () => {
    const other = { exponent: 1, interval: { low: 0.9, high: 1.1 } };
    assert.deepEqual([0.5, 1.1, 1.11].map((exponent) => isNoSteeper({ exponent }, other)), [true, true, false]);
  });

  it("does not compare with noise too wide to say anything, or with nothing", () => {
    const ours = { exponent: 1 };
    assert.deepEqual(
      [isNoSteeper(ours, { exponent: 1, interval: { low: 0.7, high: 1.3 } }), isNoSteeper(ours, { exponent: 1 }), isNoSteeper({}, { interval: { low: 1, high: 1 } })],
      [undefined, undefined, undefined],
    );
  });
});
