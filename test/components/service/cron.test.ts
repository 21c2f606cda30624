import assert from "node:assert/strict";
import { cronProblems, isTimeZone } from "../../../components/service/cron";

const days = "want ? in one of day of month and day of week, and in one only: the other says which days";
const value = (from: number, to: number) => `want ${from} to ${to}, as a value, a range upward, a list, a step or *`;

describe("schedule", () => {
  for (const cron of [
    "0 6 ? * MON-FRI *", "0/15 8-18 ? * 2-6 *", "30 22 * * ? *", "0 8 1 * ? *", "0 8 L * ? *", "0 8 LW * ? *", "0 8 15W * ? *",
    "*/5 0,12 ? JAN-MAR,12 sat,sun 2026-2030", "0 10 ? * 6L *", "0 10 ? * FRIL *", "0 10 ? * L *", "0 10 ? * 2#1 *", "0 0 1 1/3 ? 2027", "59 23 31 12 ? 2199",
  ]) {
    it(`"${cron}" is one that AWS reads`, () => {
      assert.deepEqual(cronProblems(cron), []);
    });
  }

  for (const [cron, problems] of [
    ["0 6 * *", ["want six fields, minutes to year, such as 0 6 ? * MON-FRI *"]],
    ["0 6 * * MON *", [days]],
    ["0 6 ? * ? *", [days]],
    ["60 24 32 13 ? 1969", [
      `minutes is "60", ${value(0, 59)}`, `hours is "24", ${value(0, 23)}`, `day of month is "32", ${value(1, 31)}`,
      'month is "13", want 1 to 12 or JAN to DEC, as a value, a range upward, a list, a step or *', `year is "1969", ${value(1970, 2199)}`,
    ]],
    ["? 6 ? * MON *", [`minutes is "?", ${value(0, 59)}`]],
    ["0 6 ? * 0 *", ['day of week is "0", want 1 to 7 or SUN to SAT, as a value, a range upward, a list or *']],
    ["0 6 ? * FRI-MON *", ['day of week is "FRI-MON", want 1 to 7 or SUN to SAT, as a value, a range upward, a list or *']],
    ["0 6 ? * 2/2 *", ['day of week is "2/2", want 1 to 7 or SUN to SAT, as a value, a range upward, a list or *']],
    ["0 6 ? * 2#6 *", ['day of week is "2#6", want 1 to 7 or SUN to SAT, as a value, a range upward, a list or *']],
    ["0 6 32W * ? *", [`day of month is "32W", ${value(1, 31)}`]],
    ["0/0 6- 1, * ? */1/1", [
      `minutes is "0/0", ${value(0, 59)}`, `hours is "6-", ${value(0, 23)}`, `day of month is "1,", ${value(1, 31)}`,
      `year is "*/1/1", ${value(1970, 2199)}`,
    ]],
  ] as const) {
    it(`"${cron}" is refused, with what each field may be`, () => {
      assert.deepEqual(cronProblems(cron), problems);
    });
  }

  it("knows the zones of IANA, UTC and new names among them, as they are written", () => {
    const zones = ["UTC", "Etc/UTC", "Etc/GMT+9", "Europe/Berlin", "Asia/Kolkata", "Europe/Kyiv", "America/Port_of_Spain", "America/Argentina/Buenos_Aires"];
    const strangers = ["", "Europe/Bonn", "europe/berlin", "Asia/kolkata", "+01:00", "Berlin", "UTC+1"];
    assert.deepEqual([zones.filter((zone) => !isTimeZone(zone)), strangers.filter(isTimeZone)], [[], []]);
  });
});
