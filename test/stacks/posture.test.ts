import assert from "node:assert/strict";
import * as fc from "fast-check";
import { roles } from "../../components/core/place";
import { fewestWaitingTasks, partsMovedBySwap, postureOf, strategies, tasksOf } from "../../stacks/posture";

const table = strategies.flatMap((strategy) => roles.map((role) => {
  const { network, service, tasks, database } = postureOf(strategy, role);
  return [strategy, role, network, service, tasks, database];
}));

describe("postureOf", () => {
  it("builds a whole region for every strategy and role but the standby of backup-restore", () => {
    assert.deepEqual(table, [
      ["active-active", "primary", true, true, "full", "full"],
      ["active-active", "standby", true, true, "full", "full"],
      ["warm-standby", "primary", true, true, "full", "full"],
      ["warm-standby", "standby", true, true, "floor", "floor"],
      ["pilot-light", "primary", true, true, "full", "full"],
      ["pilot-light", "standby", true, true, "none", "floor"],
      ["backup-restore", "primary", true, true, "full", "full"],
      ["backup-restore", "standby", false, false, "none", "none"],
    ]);
  });

  it("leaves storage alone in a standby that waits, where settings ask for it, and nowhere else", () => {
    assert.deepEqual(strategies.flatMap((strategy) => roles.map((role) => postureOf(strategy, role, "storage").database)), [
      "full", "full", "full", "storage", "full", "storage", "full", "none",
    ]);
  });

  it("moves parts in a role swap under backup-restore alone", () => {
    assert.deepEqual(strategies.map((strategy) => [strategy, partsMovedBySwap(strategy)]), [
      ["active-active", []],
      ["warm-standby", []],
      ["pilot-light", []],
      ["backup-restore", ["network", "service"]],
    ]);
  });
});

describe("tasksOf", () => {
  const rows = [
    ["active-active", "primary", { min: 4, max: 40 }, 50, { min: 4, max: 40 }],
    ["active-active", "standby", { min: 4, max: 40 }, 50, { min: 4, max: 40 }],
    ["warm-standby", "primary", { min: 4, max: 40 }, 50, { min: 4, max: 40 }],
    ["warm-standby", "standby", { min: 10, max: 40 }, 50, { min: 5, max: 40 }],
    ["warm-standby", "standby", { min: 10, max: 40 }, 31, { min: 4, max: 40 }],
    ["warm-standby", "standby", { min: 10, max: 40 }, 100, { min: 10, max: 40 }],
    ["warm-standby", "standby", { min: 3, max: 40 }, 10, { min: 2, max: 40 }],
    ["warm-standby", "standby", { min: 1, max: 1 }, 10, { min: 2, max: 2 }],
    ["pilot-light", "primary", { min: 4, max: 40 }, 50, { min: 4, max: 40 }],
    ["pilot-light", "standby", { min: 4, max: 40 }, 50, { min: 0, max: 40 }],
  ] as const;
  for (const [strategy, role, full, percent, expected] of rows) {
    it(`turns ${full.min}..${full.max} into ${expected.min}..${expected.max} for a ${role} under ${strategy} at ${percent} %`, () => {
      assert.deepEqual(tasksOf(postureOf(strategy, role), full, percent), expected);
    });
  }

  it("lets a warm standby keep a task in each of two zones, hold the share that settings ask for, and grow to full size", () => {
    const bounds = fc.record({ min: fc.integer({ min: 1, max: 1000 }), more: fc.nat(1000) }).map(({ min, more }) => ({ min, max: min + more }));
    fc.assert(fc.property(bounds, fc.integer({ min: 1, max: 100 }), (full, percent) => {
      const { min, max } = tasksOf(postureOf("warm-standby", "standby"), full, percent);
      return min >= fewestWaitingTasks && min * 100 >= full.min * percent && min <= max && max >= full.max
        && (max === full.max || max === fewestWaitingTasks);
    }));
  });
});
