import assert from "node:assert/strict";
import { minutesOfAStart, minutesToNotice } from "../../../components/service/noticing";
import {
  breaks, deploymentConfiguration, minutesOfARelease, releaseProblems, shifts, waitingMinutes,
} from "../../../components/service/release";
import type { HealthSpec, ReleaseSpec } from "../../../components/service/spec";
import { spec } from "./fixture";

const strategies: readonly [ReleaseSpec, { shifts: boolean; breaks: boolean; waits: number; minutes: number }, object][] = [
  [{ strategy: "rolling" }, { shifts: false, breaks: true, waits: 0, minutes: 52 }, { strategy: "ROLLING" }],
  [{ strategy: "blue-green", bakeMinutes: 15 }, { shifts: true, breaks: true, waits: 15, minutes: 67 }, {
    strategy: "BLUE_GREEN", bakeTimeInMinutes: "15",
  }],
  [{ strategy: "linear", stepPercent: 25, stepBakeMinutes: 10, bakeMinutes: 5 }, { shifts: true, breaks: false, waits: 35, minutes: 87 }, {
    strategy: "LINEAR", bakeTimeInMinutes: "5", linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: "10" },
  }],
  [{ strategy: "linear", stepPercent: 30, stepBakeMinutes: 10, bakeMinutes: 5 }, { shifts: true, breaks: false, waits: 35, minutes: 87 }, {
    strategy: "LINEAR", bakeTimeInMinutes: "5", linearConfiguration: { stepPercent: 30, stepBakeTimeInMinutes: "10" },
  }],
  [{ strategy: "canary", canaryPercent: 5, canaryBakeMinutes: 20, bakeMinutes: 10 }, { shifts: true, breaks: false, waits: 30, minutes: 82 }, {
    strategy: "CANARY", bakeTimeInMinutes: "10", canaryConfiguration: { canaryPercent: 5, canaryBakeTimeInMinutes: "20" },
  }],
];

const slow: HealthSpec = { ...spec.health, graceSeconds: 300, intervalSeconds: 30, unhealthyCount: 4 };
const least = (minutes: number): string =>
  `want whole minutes from ${minutes}, which the alarms need to notice a bad version with these health checks, to 1440`;

describe("release", () => {
  for (const [release, wanted, configuration] of strategies) {
    it(`${JSON.stringify(release)} waits ${wanted.waits} minutes on purpose and ends in ${wanted.minutes}`, () => {
      const judged = { ...spec, release };
      assert.deepEqual(
        [
          { shifts: shifts(release), breaks: breaks(release), waits: waitingMinutes(release), minutes: minutesOfARelease(judged) },
          deploymentConfiguration(release), releaseProblems(judged),
        ],
        [wanted, configuration, []]);
    });
  }

  for (const [health, start, notice] of [[spec.health, 3, 5], [slow, 8, 10], [{ ...spec.health, graceSeconds: 0 }, 2, 5]] as const) {
    it(`gives its alarms ${notice} minutes where a start takes ${start}`, () => {
      assert.deepEqual([minutesOfAStart(health), minutesToNotice(health)], [start, notice]);
    });
  }

  for (const [release, problems] of [
    [{ strategy: "blue-green", bakeMinutes: 4 }, [`release.bakeMinutes is 4: ${least(5)}`]],
    [{ strategy: "linear", stepPercent: 2, stepBakeMinutes: 7.5, bakeMinutes: 5 }, [
      "release.stepPercent is 2: want 3 to 100 percent", `release.stepBakeMinutes is 7.5: ${least(5)}`,
    ]],
    [{ strategy: "canary", canaryPercent: 101, canaryBakeMinutes: 1441, bakeMinutes: 5 }, [
      "release.canaryPercent is 101: want 0.1 to 100 percent", `release.canaryBakeMinutes is 1441: ${least(5)}`,
      "a release can take 1498 minutes (1446 of waits, and there and back 20 to move tasks, 5 for the alarms, 1 to drain): " +
        "want 480 at most; shorten its waits or health.graceSeconds",
    ]],
  ] as const) {
    it(`refuses ${JSON.stringify(release)}`, () => {
      assert.deepEqual(releaseProblems({ ...spec, release }), problems);
    });
  }

  it("refuses waits that are over before a slow start is", () => {
    const release = { strategy: "canary", canaryPercent: 10, canaryBakeMinutes: 9, bakeMinutes: 10 } as const;
    assert.deepEqual(releaseProblems({ ...spec, health: slow, release }), [`release.canaryBakeMinutes is 9: ${least(10)}`]);
  });

  it("refuses to take longer than a working day, by its waits or by its starts", () => {
    const waiting = { strategy: "blue-green", bakeMinutes: 429 } as const;
    assert.deepEqual([
      releaseProblems({ ...spec, release: { ...waiting, bakeMinutes: 428 } }),
      releaseProblems({ ...spec, release: waiting }),
      releaseProblems({ ...spec, release: { strategy: "rolling" }, health: { ...spec.health, graceSeconds: 14_400 } }),
    ], [
      [],
      ["a release can take 481 minutes (429 of waits, and there and back 20 to move tasks, 5 for the alarms, 1 to drain): " +
        "want 480 at most; shorten its waits or health.graceSeconds"],
      ["a release can take 530 minutes (0 of waits, and there and back 20 to move tasks, 244 for the alarms, 1 to drain): " +
        "want 480 at most; shorten its waits or health.graceSeconds"],
    ]);
  });
});
