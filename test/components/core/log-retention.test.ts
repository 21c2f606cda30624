import assert from "node:assert/strict";
import { logRetentionDays, logRetentionProblems } from "../../../components/core/log-retention";

describe("log retention", () => {
  it("takes every number of days that CloudWatch Logs takes", () => {
    assert.deepEqual(logRetentionDays.flatMap((days) => logRetentionProblems("days", days)), []);
  });

  for (const days of [0, 2, 30.5, 3654]) {
    it(`refuses ${days} days`, () => {
      assert.deepEqual(logRetentionProblems("days", days), [
        `days is ${days}: want one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653`,
      ]);
    });
  }
});
