import assert from "node:assert/strict";
import { secondsToDetect, secondsToNotice, secondsToTurn } from "../../../components/failover/detection";

describe("the time that a health check takes", () => {
  const rows = [
    [10, 1, 18, 10],
    [10, 3, 54, 30],
    [30, 3, 114, 90],
    [30, 10, 380, 300],
  ] as const;
  for (const [intervalSeconds, failures, notice, turn] of rows) {
    it(`is ${notice} s to lose and ${turn} s to gain a place with ${failures} checks ${intervalSeconds} s apart`, () => {
      assert.deepEqual([secondsToNotice({ intervalSeconds, failures }), secondsToTurn({ intervalSeconds, failures })], [notice, turn]);
    });
  }
});

describe("the time that detection takes", () => {
  const rows = [[30, 5, 64, 154], [10, 5, 24, 54], [10, 2, 14, 24]] as const;
  for (const [periodSeconds, points, paged, declared] of rows) {
    it(`is ${paged} s to page people and ${declared} s to declare a loss with ${points} looks ${periodSeconds} s apart`, () => {
      assert.deepEqual(secondsToDetect({ periodSeconds, points }), { paged, declared });
    });
  }
});
