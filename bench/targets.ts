import { type Figure, type Growth } from "./figures";
import { type Measured } from "./runs";

/** Whether a target is met. `unknown`: what was measured does not tell. */
export type Verdict = "met" | "missed" | "unknown";

/** A target, what was measured, and whether that is good enough. */
export interface Judgement {
  readonly target: string;
  readonly measured: string;
  readonly verdict: Verdict;
}

/** What a preview of prod with policies must keep to on two cores. */
export const targets = { resources: 400, previewMs: 2500, largestMB: 400, testsMs: 60_000 } as const;

/** Every target with its verdict. Time is judged by the median, memory by the highest peak; the tests only where they were timed. */
export function judge(figures: readonly Figure[], growth: Growth, { targetCopies }: Pick<Measured, "targetCopies">): Judgement[] {
  const preview = figures.find(({ subject, copies }) => subject === "preview" && copies === targetCopies);
  const tests = figures.find(({ subject }) => subject === "npm test");
  const resources = `${String(preview?.resources ?? targets.resources)} resources`;
  return [
    atMost(`a warm preview of ${resources} takes`, preview?.ms.median, { limit: targets.previewMs, show: seconds }),
    atMost(`the largest process of a preview of ${resources} needs`, preview?.largestMB?.max, { limit: targets.largestMB, show: megabytes }),
    steepness(growth),
    ...tests === undefined ? [] : [atMost("npm test takes", tests.ms.median, { limit: targets.testsMs, show: seconds })],
  ];
}

interface Bound {
  readonly limit: number;
  readonly show: (value: number) => string;
}

function atMost(what: string, value: number | undefined, { limit, show }: Bound): Judgement {
  const target = `${what} at most ${show(limit)}`;
  if (value === undefined) return { target, measured: "not measured", verdict: "unknown" };
  return { target, measured: show(value), verdict: value <= limit ? "met" : "missed" };
}

function steepness({ preview, sdk, noSteeper }: Growth): Judgement {
  const shown = (exponent: number | undefined): string => exponent?.toFixed(2) ?? "?";
  const noise = sdk.interval === undefined ? "too few rounds to tell its noise" : `up to ${shown(sdk.interval.high)} with its noise`;
  return {
    target: "a preview grows no steeper than the SDK alone",
    measured: `exponent ${shown(preview.exponent)} against ${shown(sdk.exponent)}, ${noise}`,
    verdict: noSteeper === undefined ? "unknown" : noSteeper ? "met" : "missed",
  };
}

/** Milliseconds as seconds. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

export function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`;
}
