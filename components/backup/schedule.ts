import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { isPositiveInteger } from "../core/numbers";

/** When backups are made, and for how long they are kept, here and in the other place. */
export interface BackupSchedule {
  /** Hour of the day in UTC, 0 to 23. Not the database's own backup or maintenance window. */
  readonly hourUtc: number;
  /** Whole days for which the backups of Monday to Saturday are kept. */
  readonly dailyKeepDays: number;
  /** Whole days for which Sunday's backup is kept. As long as the daily ones, or longer. */
  readonly weeklyKeepDays: number;
}

/** Where a backup goes after it was made: another vault, or nowhere. */
export type CopyTarget = { readonly vaultArn: pulumi.Input<string> } | "none";

/**
 * A backup starts within an hour and has a day to finish.
 * Source: AWS Backup API, `BackupRule`, StartWindowMinutes: 60 at least.
 */
const windows = { startWindow: 60, completionWindow: 1440 } as const;

/** The rules of a plan. No cold storage: nothing is copied to another region from there, and neither kind of backup profits. */
export function rulesOf(schedule: BackupSchedule, vaultName: pulumi.Input<string>, copy: CopyTarget): aws.types.input.backup.PlanRule[] {
  const rule = (ruleName: string, days: string, keepDays: number): aws.types.input.backup.PlanRule => ({
    ruleName,
    targetVaultName: vaultName,
    schedule: `cron(0 ${schedule.hourUtc} ? * ${days} *)`,
    ...windows,
    lifecycle: { deleteAfter: keepDays },
    ...(copy !== "none" && { copyActions: [{ destinationVaultArn: copy.vaultArn, lifecycle: { deleteAfter: keepDays } }] }),
  });
  return [rule("daily", "MON-SAT", schedule.dailyKeepDays), rule("weekly", "SUN", schedule.weeklyKeepDays)];
}

/** What is wrong with a schedule, one sentence each. */
export function scheduleProblems({ hourUtc, dailyKeepDays, weeklyKeepDays }: BackupSchedule): string[] {
  return [
    ...hourProblems("hourUtc", hourUtc),
    ...Object.entries({ dailyKeepDays, weeklyKeepDays }).filter(([, days]) => !isPositiveInteger(days))
      .map(([name, days]) => `${name} is ${days}: want whole days, 1 or more`),
    ...(weeklyKeepDays < dailyKeepDays ? [`weeklyKeepDays is ${weeklyKeepDays}, dailyKeepDays ${dailyKeepDays}: want the weekly backup to be kept as long, or longer`] : []),
  ];
}

/** What is wrong with an hour of the day, at most one sentence. */
export function hourProblems(name: string, hour: number): string[] {
  return Number.isInteger(hour) && hour >= 0 && hour <= 23 ? [] : [`${name} is ${hour}: want an hour from 0 to 23`];
}
