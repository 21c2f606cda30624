/** When AWS may do its own work on a cluster, in UTC. */
export interface Windows {
  /** Every day, such as `03:00-03:30`. */
  readonly backup: string;
  /** Once a week, such as `sun:05:00-sun:05:30`. */
  readonly maintenance: string;
}

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const minutesPerDay = 24 * 60;
const minutesPerWeek = days.length * minutesPerDay;

/** Source: RDS API, `CreateDBCluster`, PreferredBackupWindow and PreferredMaintenanceWindow. */
const leastMinutes = 30;

/** A stretch of the week, in minutes from Monday 00:00. The end may lie in the next week. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

const timePattern = "([01]\\d|2[0-3]):([0-5]\\d)";
const backupPattern = new RegExp(`^${timePattern}-${timePattern}$`);
const maintenancePattern = new RegExp(`^(${days.join("|")}):${timePattern}-(${days.join("|")}):${timePattern}$`);

/** What AWS refuses in a pair of windows, one sentence each. */
export function windowProblems({ backup, maintenance }: Windows): string[] {
  const daily = backupStretch(backup);
  const weekly = maintenanceStretch(maintenance);
  const problems = [
    ...(lastsLongEnough(daily) ? [] : [`windows.backup is "${backup}": want ${leastMinutes} minutes or more every day, such as 03:00-03:30`]),
    ...(lastsLongEnough(weekly) ? [] : [
      `windows.maintenance is "${maintenance}": want ${leastMinutes} minutes or more once a week, such as sun:05:00-sun:05:30`,
    ]),
  ];
  if (problems.length > 0 || daily === undefined || weekly === undefined) return problems;
  return collide(daily, weekly)
    ? [`windows.maintenance is "${maintenance}" and windows.backup "${backup}": want windows that do not overlap, since AWS refuses those`]
    : [];
}

function backupStretch(window: string): Stretch | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = backupPattern.exec(window) ?? [];
  return fromHour === undefined ? undefined
    : stretch(minutes(fromHour, fromMinute), minutes(toHour, toMinute), minutesPerDay);
}

function maintenanceStretch(window: string): Stretch | undefined {
  const [, fromDay, fromHour, fromMinute, toDay, toHour, toMinute] = maintenancePattern.exec(window) ?? [];
  if (fromDay === undefined) return undefined;
  const at = (day: string | undefined): number => days.findIndex((known) => known === day) * minutesPerDay;
  return stretch(at(fromDay) + minutes(fromHour, fromMinute), at(toDay) + minutes(toHour, toMinute), minutesPerWeek);
}

function minutes(hour: string | undefined, minute: string | undefined): number {
  return Number(hour) * 60 + Number(minute);
}

function stretch(start: number, end: number, period: number): Stretch {
  return { start, end: end > start ? end : end + period };
}

function lastsLongEnough(window: Stretch | undefined): boolean {
  return window !== undefined && window.end - window.start >= leastMinutes;
}

/** A backup begins on each day of the week, and on the days around it, from which it may reach in. */
function collide(daily: Stretch, weekly: Stretch): boolean {
  return Array.from({ length: 2 * days.length + 1 }, (_, day) => (day - 1) * minutesPerDay)
    .some((offset) => daily.start + offset < weekly.end && weekly.start < daily.end + offset);
}
