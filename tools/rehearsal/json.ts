import { parameters } from "./parameters";
import { type Report } from "./report";
import { leftOut } from "./verdict";
import { type Spread } from "./summary";

/** A report as it is written to a file. Times are in seconds; what has no end is null. */
export function toJson({ rehearsed, conduct, ...report }: Report): unknown {
  return rounded({
    ...report, conduct,
    rehearsed: rehearsed.map(({ scenario, summary }) => ({ scenario: scenario.name, story: scenario.story, measured: leftOut(scenario, report.countsOn) === undefined, ...summary })),
    parameters,
  });
}

function rounded(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : null;
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, rounded(field)]));
}

/** A spread in minutes, as people read it: `6.6 / 10.1 / 16.1`. */
export function minutesOf({ p50, p90, p99 }: Spread): readonly [string, string, string] {
  return [inMinutes(p50), inMinutes(p90), inMinutes(p99)];
}

/** Seconds as minutes, to a tenth. */
export function inMinutes(seconds: number): string {
  return Number.isFinite(seconds) ? (seconds / 60).toFixed(1) : "never";
}
