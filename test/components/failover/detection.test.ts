import assert from "node:assert/strict";
import { secondsToNotice, secondsToTurn } from "../../../components/failover/detection";

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
