import type { QuietHours } from "../shared/preferences";

const minutesOfDay = 24 * 60;

/**
 * Seconds until somebody's quiet hours end; zero outside of them. They go by the clock on the wall, so where clocks are put forward or back
 * within them they are an hour shorter or longer.
 */
export function quietSeconds({ from, to, timeZone }: QuietHours, nowSeconds: number): number {
  const [start, end, minute] = [minuteOf(from), minuteOf(to), minuteAt(timeZone, nowSeconds)];
  const since = wrap(minute - start);
  const length = wrap(end - start);
  if (since >= length) return 0;
  const left = (length - since) * 60 - (nowSeconds % 60);
  // How far the clock will have been put forward by then, as minutes from -12 hours to 12. A time that it passes over never comes.
  const ahead = wrap(minuteAt(timeZone, nowSeconds + left) - end + minutesOfDay / 2) - minutesOfDay / 2;
  const moved = left - ahead * 60;
  return minuteAt(timeZone, nowSeconds + moved) === end ? moved : left;
}

function minuteAt(timeZone: string, seconds: number): number {
  return minuteOf(new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(seconds * 1000));
}

function minuteOf(clock: string): number {
  const [hours = "0", minutes = "0"] = clock.split(":");
  return Number(hours) * 60 + Number(minutes);
}

const wrap = (minutes: number): number => (minutes + minutesOfDay) % minutesOfDay;
