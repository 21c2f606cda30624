import assert from "node:assert/strict";
import { longestGapSeconds } from "../../../tools/compare/schedules";

const day = 24 * 60 * 60;

describe("the longest time between two backups", () => {
  const rows: readonly (readonly [string, readonly string[], number | undefined])[] = [
    ["is a day, where two rules share the week", ["cron(0 5 ? * MON-SAT *)", "cron(0 5 ? * SUN *)"], day],
    ["goes over the end of the week", ["cron(0 5 ? * MON-SAT *)"], 2 * day],
    ["is a week for one day of it", ["cron(30 0 ? * WED *)"], 7 * day],
    ["counts hours between rules", ["cron(0 5 * * ? *)", "cron(30 17 * * ? *)"], 12.5 * 60 * 60],
    ["follows a list of days", ["cron(0 5 ? * MON,THU *)"], 4 * day],
    ["is unknown for a schedule of another form", ["cron(0 5 ? * MON-SAT *)", "cron(0/15 * * * ? *)"], undefined],
    ["is unknown for days that are none", ["cron(0 5 ? * SAT-MON *)"], undefined],
    ["is unknown where nothing is scheduled", [], undefined],
  ];
  for (const [title, schedules, seconds] of rows) {
    it(title, () => { assert.equal(longestGapSeconds(schedules), seconds); });
  }
});
