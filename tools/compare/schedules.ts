const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const daySeconds = 24 * 60 * 60;
const weekSeconds = 7 * daySeconds;

/**
 * Longest time between two of the moments that schedules of EventBridge name together, in seconds. Reads a fixed minute and hour on
 * days of the week or on every day: `cron(0 5 ? * MON-SAT *)`. Undefined for none, and for any other form.
 */
export function longestGapSeconds(schedules: readonly string[]): number | undefined {
  const moments = schedules.map(momentsOf);
  const known = moments.filter((each) => each !== undefined).flat();
  if (known.length === 0 || moments.includes(undefined)) return undefined;
  const sorted = [...new Set(known)].sort((one, other) => one - other);
  return Math.max(...sorted.map((moment, index) => (sorted[index + 1] ?? (sorted[0] ?? 0) + weekSeconds) - moment));
}

/** Seconds since the start of a week at which a schedule comes due. */
function momentsOf(schedule: string): readonly number[] | undefined {
  const [, minute = "", hour = "", dayOfMonth = "", weekdays = ""] = /^cron\((\d{1,2}) (\d{1,2}) ([*?]) \* ([*?]|[A-Z,-]+) \*\)$/.exec(schedule) ?? [];
  if (dayOfMonth === "") return undefined;
  const named = /^[*?]$/.test(weekdays) ? days.map((_, index) => index) : weekdays.split(",").flatMap(daysIn);
  return named.includes(-1) ? undefined : named.map((day) => day * daySeconds + Number(hour) * 3600 + Number(minute) * 60);
}

/** Days of `MON` or `MON-SAT`, counted from Sunday; -1 for what is none. */
function daysIn(range: string): readonly number[] {
  const [first = "", last = first] = range.split("-");
  const [from, to] = [days.indexOf(first), days.indexOf(last)];
  return from < 0 || to < from ? [-1] : Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
