import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { reportLines } from "../../bench/report";
import { fileNameOf, type Results, resultsOf, writeResults } from "../../bench/results";
import { type Measured, type Run, type Subject } from "../../bench/runs";

const sizes = [[1, 273], [4, 411], [8, 595]].map(([copies = 0, resources = 0]) => ({ copies, components: 30, customs: resources - 30, resources }));
const circumstances = {
  takenAt: "2026-01-31T23:59:59.000Z", rounds: 3, version: { commit: "0123456789ab", changed: false },
  machine: { cpu: "Some CPU", cores: 2, memoryMB: 8000, node: "v20.19.0", platform: "linux x64 6.1", load: 0.25 },
};

/** Three rounds: the preview grows straight, 2 ms a resource with ever less start; the SDK by about the power given, ever steeper. */
function measured(power = 1, previewStart = 1000, peaks: readonly number[] = [290, 300, 280]): Measured {
  const memoryIn = (round: number) => peaks.slice(round - 1, round).map((largestMB) => ({ largestMB, sumMB: largestMB + 400 }))[0];
  const runs = [1, 2, 3].flatMap((round) => sizes.flatMap(({ copies, resources }): Run[] => {
    const run = (subject: Subject, ms: number): Run => ({ subject, copies, round, ms, ...memoryIn(round) });
    return [run("SDK alone", 600 + (resources - 273) ** (power + 0.01 * (round - 2))), run("preview", previewStart - 10 * round + 2 * resources)];
  }));
  return { sizes, targetCopies: 4, runs };
}

const verdicts = (results: Results) => results.judgements.map(({ verdict }) => verdict);

describe("bench/results", () => {
  it("puts runs together by thing and size", () => {
    const { figures } = resultsOf(measured(), circumstances);
    assert.deepEqual(figures.map(({ subject, resources }) => `${subject} ${resources}`),
      ["preview 273", "preview 411", "preview 595", "SDK alone 273", "SDK alone 411", "SDK alone 595"]);
    assert.deepEqual(figures[1], {
      subject: "preview", copies: 4, resources: 411, ms: { samples: [1812, 1802, 1792], median: 1802, min: 1792, max: 1812 },
      largestMB: { samples: [290, 300, 280], median: 290, min: 280, max: 300 }, sumMB: { samples: [690, 700, 680], median: 690, min: 680, max: 700 },
    });
  });

  it("judges every target by the run itself", () => {
    assert.deepEqual(resultsOf(measured(), circumstances).judgements, [
      { target: "a warm preview of 411 resources takes at most 2.50 s", measured: "1.80 s", verdict: "met" },
      { target: "the largest process of a preview of 411 resources needs at most 400 MB", measured: "300 MB", verdict: "met" },
      { target: "a preview grows no steeper than the SDK alone", measured: "exponent 1.00 against 1.00, up to 1.01 with its noise", verdict: "met" },
    ]);
  });

  it("misses a target by a millisecond, a megabyte, or a steeper growth", () => {
    assert.deepEqual(verdicts(resultsOf(measured(1.2, 2500 - 822 + 20, [400, 400, 400]), circumstances)), ["met", "met", "met"]);
    assert.deepEqual(verdicts(resultsOf(measured(0.8, 2500 - 822 + 21, [400, 400, 401]), circumstances)), ["missed", "missed", "missed"]);
  });

  it("judges a platform that is larger by itself less what its further resources cost", () => {
    const larger = (start: number) => resultsOf({ ...measured(1, start), targetCopies: 8 }, circumstances).judgements[0];
    assert.deepEqual([larger(1720), larger(1721)], [
      { target: "a warm preview of 400 resources takes at most 2.50 s", measured: "2.50 s, from 2.89 s for 595 less 2.00 ms for each one more", verdict: "met" },
      { target: "a warm preview of 400 resources takes at most 2.50 s", measured: "2.50 s, from 2.89 s for 595 less 2.00 ms for each one more", verdict: "missed" },
    ]);
  });

  it("judges the memory of such a platform in the same way", () => {
    // 0.2 MB a resource, by the highest of the rounds.
    const larger = (base: number) => {
      const given = measured();
      const runs = given.runs.map((run): Run => ({ ...run, largestMB: base + run.round + 0.2 * (given.sizes.find(({ copies }) => copies === run.copies)?.resources ?? 0) }));
      return resultsOf({ ...given, runs, targetCopies: 8 }, circumstances).judgements[1];
    };
    const target = "the largest process of a preview of 400 resources needs at most 400 MB";
    assert.deepEqual([larger(317), larger(317.1)], [
      { target, measured: "400 MB, from 439 MB for 595 less 200 kB for each one more", verdict: "met" },
      { target, measured: "400 MB, from 439 MB for 595 less 200 kB for each one more", verdict: "missed" },
    ]);
  });

  it("does not judge memory that the system does not show", () => {
    const { judgements, figures } = resultsOf(measured(1, 1000, []), circumstances);
    assert.deepEqual([judgements[1], Object.keys(figures[0] ?? {})], [
      { target: "the largest process of a preview of 411 resources needs at most 400 MB", measured: "not measured", verdict: "unknown" },
      ["subject", "copies", "resources", "ms"],
    ]);
  });

  it("judges the tests where they were timed", () => {
    const { sizes: all, targetCopies, runs } = measured();
    const timed = resultsOf({ sizes: all, targetCopies, runs: [...runs, { subject: "npm test", copies: 1, round: 3, ms: 60_001 }] }, circumstances);
    assert.deepEqual(timed.judgements[3], { target: "npm test takes at most 60.00 s", measured: "60.00 s", verdict: "missed" });
  });

  it("prints figures, growth and verdicts for a person to read", () => {
    assert.deepEqual(reportLines(resultsOf(measured(1, 2600), circumstances)), [
      "prod, 3 rounds, commit 0123456789ab, 2026-01-31T23:59:59.000Z",
      "Some CPU, 2 cores, 8.0 GB, node v20.19.0, linux x64 6.1, load 0.3 at the start",
      "",
      "             copies  resources  median     min     max  largest process  all together",
      "  preview         1        273  3.13 s  3.12 s  3.14 s           300 MB        700 MB",
      "  preview         4        411  3.40 s  3.39 s  3.41 s           300 MB        700 MB",
      "  preview         8        595  3.77 s  3.76 s  3.78 s           300 MB        700 MB",
      "  SDK alone       1        273  0.60 s  0.60 s  0.60 s           300 MB        700 MB",
      "  SDK alone       4        411  0.74 s  0.73 s  0.74 s           300 MB        700 MB",
      "  SDK alone       8        595  0.92 s  0.90 s  0.94 s           300 MB        700 MB",
      "",
      "growth of time with resources, as an exponent (1 is straight; in brackets where it lies in 95 of 100 draws)",
      "  preview    1.00  (1.00 to 1.00)",
      "  SDK alone  1.00  (0.99 to 1.01)",
      "",
      "  ✗ a warm preview of 411 resources takes at most 2.50 s:                    3.40 s",
      "  ✓ the largest process of a preview of 411 resources needs at most 400 MB:  300 MB",
      "  ✓ a preview grows no steeper than the SDK alone:                           exponent 1.00 against 1.00, up to 1.01 with its noise",
    ]);
  });

  it("is kept in a file named by day and commit, and read back", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "bench-test-"));
    try {
      const results = resultsOf(measured(), circumstances);
      assert.equal(fileNameOf(results), "2026-01-31-0123456789ab.json");
      writeResults(results, path.join(folder, "new", "a.json"));
      const broken = resultsOf({ ...measured(), runs: [...measured().runs, { subject: "npm test", copies: 1, round: 1, ms: NaN }] }, circumstances);
      const file = path.join(folder, "b.json");
      assert.throws(() => { writeResults(broken, file); }, { message: `${file} does not hold what was measured: a figure is no number` });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
