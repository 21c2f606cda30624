import assert from "node:assert/strict";
import { windowProblems } from "../../../components/database";

const problems = (backup: string, maintenance: string): string[] => windowProblems({ backup, maintenance });

describe("windows of a cluster", () => {
  it("take any half hour that the other leaves free", () => {
    assert.deepEqual([
      ["03:00-03:30", "sun:03:30-sun:04:00"], ["23:45-00:15", "mon:00:15-mon:23:45"], ["23:00-01:00", "sun:22:00-sun:23:00"],
      ["00:00-00:30", "sat:00:30-sat:23:59"],
    ].flatMap(([backup = "", maintenance = ""]) => problems(backup, maintenance)), []);
  });

  it("must not overlap, over midnight and the end of the week included", () => {
    const collide = (backup: string, maintenance: string): string =>
      `windows.maintenance is "${maintenance}" and windows.backup "${backup}": want windows that do not overlap, since AWS refuses those`;
    const pairs = [
      ["03:00-03:30", "sun:03:29-sun:04:00"], ["23:45-00:15", "wed:00:14-wed:01:00"], ["23:45-00:15", "mon:00:00-mon:00:30"],
      ["00:00-00:30", "sun:23:45-mon:00:15"], ["12:00-12:30", "mon:01:00-wed:01:00"],
    ] as const;
    assert.deepEqual(pairs.flatMap(([backup, maintenance]) => problems(backup, maintenance)), pairs.map(([backup, maintenance]) => collide(backup, maintenance)));
  });

  it("are half an hour long, and of the form that AWS takes", () => {
    assert.deepEqual([problems("03:00-03:29", "sun:05:00-sun:05:29"), problems("3:00-4:00", "Sun:05:00-Sun:06:00"), problems("24:00-25:00", "sun:05:60-sun:07:00")], [
      [
        'windows.backup is "03:00-03:29": want 30 minutes or more every day, such as 03:00-03:30',
        'windows.maintenance is "sun:05:00-sun:05:29": want 30 minutes or more once a week, such as sun:05:00-sun:05:30',
      ],
      [
        'windows.backup is "3:00-4:00": want 30 minutes or more every day, such as 03:00-03:30',
        'windows.maintenance is "Sun:05:00-Sun:06:00": want 30 minutes or more once a week, such as sun:05:00-sun:05:30',
      ],
      [
        'windows.backup is "24:00-25:00": want 30 minutes or more every day, such as 03:00-03:30',
        'windows.maintenance is "sun:05:60-sun:07:00": want 30 minutes or more once a week, such as sun:05:00-sun:05:30',
      ],
    ]);
  });
});
