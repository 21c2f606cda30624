import assert from "node:assert/strict";
import { peaksOf } from "../../../bench/processes/peaks";
import { residentIn } from "../../../bench/processes/status";

const status = (...lines: string[]) => `Name:\tnode\nVmPeak:\t  999999 kB\n${lines.join("\n")}\nThreads:\t11\n`;

describe("bench/processes/memory", () => {
  it("reads what is resident now and at most, in bytes, and not what is only reserved", () => {
    assert.deepEqual(residentIn(status("VmHWM:\t  204800 kB", "VmRSS:\t  102400 kB")), { now: 104_857_600, peak: 209_715_200 });
  });

  it("counts nothing for a process that has ended and waits to be seen", () => {
    assert.equal(residentIn("Name:\tnode\nState:\tZ (zombie)\nThreads:\t1\n"), undefined);
  });

  it("takes the largest process by its own peak, and the sum by what was there at one time", () => {
    const samples = [
      [{ now: 100, peak: 100 }],
      [{ now: 80, peak: 110 }, { now: 90, peak: 90 }],
      [{ now: 10, peak: 300 }, { now: 95, peak: 95 }],
    ];
    assert.deepEqual(peaksOf(samples), { largest: 300, sum: 170 });
  });

  it("is nothing where nothing was seen", () => {
    assert.deepEqual(peaksOf([[]]), { largest: 0, sum: 0 });
  });
});
