import type { QuietHours } from "../shared/preferences";

const minutesOfDay = 24 * 60;

/** Seconds until somebody's quiet hours end; zero outside of them. */
export function quietSeconds({ from, to, timeZone }: QuietHours, nowSeconds: number): number {
  const [start, end, minute] = [minuteOf(from), minuteOf(to), minuteOf(clockIn(timeZone, nowSeconds))];
  const since = wrap(minute - start);
  const length = wrap(end - start);
  return since < length ? (length - since) * 60 - (nowSeconds % 60) : 0;
}

function clockIn(timeZone: string, nowSeconds: number): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(nowSeconds * 1000);
}

function minuteOf(clock: string): number {
  const [hours = "0", minutes = "0"] = clock.split(":");
  return Number(hours) * 60 + Number(minutes);
}

const wrap = (minutes: number): number => (minutes + minutesOfDay) % minutesOfDay;
