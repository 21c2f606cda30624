import assert from "node:assert/strict";
import { lockArgs, lockedOut, lockProblems, type VaultLock } from "../../../components/backup/lock";
import { rulesOf, scheduleProblems } from "../../../components/backup/schedule";

const schedule = { hourUtc: 3, dailyKeepDays: 35, weeklyKeepDays: 90 };
const windows = { startWindow: 60, completionWindow: 1440, targetVaultName: "here" };

describe("the rules of a backup plan", () => {
  it("back up every day, Sunday's for longer, with a copy that is kept as long", () => {
    assert.deepEqual(rulesOf(schedule, "here", { vaultArn: "arn:there" }), [
      {
        ...windows, ruleName: "daily", schedule: "cron(0 3 ? * MON-SAT *)", lifecycle: { deleteAfter: 35 },
        copyActions: [{ destinationVaultArn: "arn:there", lifecycle: { deleteAfter: 35 } }],
      },
      {
        ...windows, ruleName: "weekly", schedule: "cron(0 3 ? * SUN *)", lifecycle: { deleteAfter: 90 },
        copyActions: [{ destinationVaultArn: "arn:there", lifecycle: { deleteAfter: 90 } }],
      },
    ]);
  });

  it("copy nothing where nothing can be copied", () => {
    assert.deepEqual(rulesOf(schedule, "here", "none"), [
      { ...windows, ruleName: "daily", schedule: "cron(0 3 ? * MON-SAT *)", lifecycle: { deleteAfter: 35 } },
      { ...windows, ruleName: "weekly", schedule: "cron(0 3 ? * SUN *)", lifecycle: { deleteAfter: 90 } },
    ]);
  });

  it("refuse hours that no day has, and days that are not whole or stand on their heads", () => {
    assert.deepEqual([scheduleProblems(schedule), scheduleProblems({ hourUtc: 24, dailyKeepDays: 7.5, weeklyKeepDays: 7 })], [[], [
      "hourUtc is 24: want an hour from 0 to 23",
      "dailyKeepDays is 7.5: want whole days, 1 or more",
      "weeklyKeepDays is 7, dailyKeepDays 7.5: want the weekly backup to be kept as long, or longer",
    ]]);
  });
});

describe("the lock of a vault", () => {
  const governance: VaultLock = { mode: "governance", minDays: 7, maxDays: 365 };
  const compliance: VaultLock = { mode: "compliance", minDays: 7, maxDays: 365, coolingOffDays: 3, acknowledge: "cannot-be-undone" };

  it("can be taken away by those who may, unless it was asked to be final", () => {
    assert.deepEqual([lockArgs(governance), lockArgs(compliance)], [
      { minRetentionDays: 7, maxRetentionDays: 365 }, { minRetentionDays: 7, maxRetentionDays: 365, changeableForDays: 3 },
    ]);
    assert.deepEqual([...lockProblems(governance), ...lockProblems(compliance)], []);
  });

  it("refuses what AWS would refuse", () => {
    assert.deepEqual(lockProblems({ ...compliance, minDays: 0, maxDays: 36_501, coolingOffDays: 2 }), [
      "lock.minDays is 0: want whole days from 1 to 36500",
      "lock.maxDays is 36501: want whole days from 1 to 36500",
      "lock.coolingOffDays is 2: want whole days from 3 to 36500",
    ]);
    assert.deepEqual(lockProblems({ ...governance, minDays: 30, maxDays: 7 }), ["lock.maxDays is 7, lock.minDays 30: want it as long, or longer"]);
  });

  it("fits what is kept in it, or every backup would fail", () => {
    assert.deepEqual([7, 365, 6, 366].flatMap((days) => lockedOut("dailyKeepDays", days, governance)), [
      "dailyKeepDays is 6, the vaults keep backups for 7 to 365 days: want it in between, or every backup fails",
      "dailyKeepDays is 366, the vaults keep backups for 7 to 365 days: want it in between, or every backup fails",
    ]);
  });
});
