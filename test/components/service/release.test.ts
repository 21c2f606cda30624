import assert from "node:assert/strict";
import { deploymentConfiguration, releaseProblems, shifts, waitingMinutes } from "../../../components/service/release";
import type { ReleaseSpec } from "../../../components/service/spec";

const strategies: readonly [ReleaseSpec, boolean, number, object][] = [
  [{ strategy: "rolling" }, false, 0, { strategy: "ROLLING" }],
  [{ strategy: "blue-green", bakeMinutes: 15 }, true, 15, { strategy: "BLUE_GREEN", bakeTimeInMinutes: "15" }],
  [{ strategy: "linear", stepPercent: 25, stepBakeMinutes: 10, bakeMinutes: 5 }, true, 35, {
    strategy: "LINEAR", bakeTimeInMinutes: "5", linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: "10" },
  }],
  [{ strategy: "linear", stepPercent: 30, stepBakeMinutes: 10, bakeMinutes: 5 }, true, 35, {
    strategy: "LINEAR", bakeTimeInMinutes: "5", linearConfiguration: { stepPercent: 30, stepBakeTimeInMinutes: "10" },
  }],
  [{ strategy: "canary", canaryPercent: 5, canaryBakeMinutes: 20, bakeMinutes: 10 }, true, 30, {
    strategy: "CANARY", bakeTimeInMinutes: "10", canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: "20" },
  }],
];

describe("release", () => {
  for (const [release, shifting, minutes, configuration] of strategies) {
    it(`${JSON.stringify(release)} waits ${minutes} minutes on purpose`, () => {
      assert.deepEqual(
        [shifts(release), waitingMinutes(release), deploymentConfiguration(release), releaseProblems(release)],
        [shifting, minutes, configuration, []]);
    });
  }

  for (const [release, problems] of [
    [{ strategy: "blue-green", bakeMinutes: 0 }, [
      "release.bakeMinutes is 0: want whole minutes from 3, which the alarms need to notice a bad version, to 1440",
    ]],
    [{ strategy: "linear", stepPercent: 2, stepBakeMinutes: 2.5, bakeMinutes: 3 }, [
      "release.stepPercent is 2: want 3 to 100 percent",
      "release.stepBakeMinutes is 2.5: want whole minutes from 3, which the alarms need to notice a bad version, to 1440",
    ]],
    [{ strategy: "canary", canaryPercent: 101, canaryBakeMinutes: 1441, bakeMinutes: 1440 }, [
      "release.canaryPercent is 101: want 0.1 to 100 percent",
      "release.canaryBakeMinutes is 1441: want whole minutes from 3, which the alarms need to notice a bad version, to 1440",
    ]],
  ] as const) {
    it(`refuses ${JSON.stringify(release)}`, () => {
      assert.deepEqual(releaseProblems(release), problems);
    });
  }
});
