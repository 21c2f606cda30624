import * as z from "zod";
import { oneOf, whole } from "./text";

const bounds = {
  minDays: whole(1, 36_500, "days").describe("Days that every backup is kept at least."),
  maxDays: whole(1, 36_500, "days").describe("Days that every backup is kept at most."),
};

const Lock = z.discriminatedUnion("mode", [
  z.strictObject({ mode: z.literal("governance").describe("Whoever may manage the vaults can take the lock away."), ...bounds }),
  z.strictObject({
    mode: z.literal("compliance").describe("After the cooling-off nobody can, AWS included."),
    ...bounds,
    coolingOffDays: whole(3, 36_500, "days").describe("Days in which the lock can still be changed."),
    acknowledge: z.literal("cannot-be-undone", { error: "the words cannot-be-undone" }).describe("Says that this is meant."),
  }),
], { error: "mode: governance or mode: compliance, with its days" });

const hour = whole(0, 23, "hours");

export const BackupSettings = z.strictObject({
  hourUtc: hour.describe("Hour of the day, in UTC, at which backups begin in each place. Keep an hour away from the database's own windows."),
  dailyKeepDays: whole(1, 36_500, "days").describe("Days for which the backups of Monday to Saturday are kept, here and in the other place."),
  weeklyKeepDays: whole(1, 36_500, "days").describe("Days for which Sunday's backup is kept, here and in the other place."),
  lock: Lock.describe("What keeps backups from being deleted before their time."),
  restoreTest: z.strictObject({
    day: whole(1, 28, "days").describe("Day of the month on which the newest backups are restored and thrown away again."),
    hourUtc: hour.describe("Hour of that day, in UTC."),
  }, { error: "day and hourUtc" }).describe("When backups are tried."),
  tableCopies: oneOf(["this-stack", "elsewhere", "off"])
    .describe("Who lets AWS Backup copy tables to the other region, a setting of the whole account and region, on by itself in accounts new to AWS Backup since November 2021: `this-stack` sets it, `elsewhere` knows it set, `off` copies no table."),
}, { error: "hourUtc, dailyKeepDays, weeklyKeepDays, lock, restoreTest and tableCopies" });
