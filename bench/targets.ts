import { type Figure, type Growth } from "./figures";
import { type Measured } from "./runs";
import { slopeOf } from "./statistics/slope";

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
    previewTime(preview, figures),
    atMost(`the largest process of a preview of ${resources} needs`, preview?.largestMB?.max, { limit: targets.largestMB, show: megabytes }),
    steepness(growth),
    ...tests === undefined ? [] : [atMost("npm test takes", tests.ms.median, { limit: targets.testsMs, show: seconds })],
  ];
}

/** How far above the target's number of resources a figure may lie and still be taken as it is. */
const nearby = 1.1;

/** A platform that is larger by itself is judged less what the further resources cost, by the straight line through all sizes. */
function previewTime(preview: Figure | undefined, figures: readonly Figure[]): Judgement {
  const bound = { limit: targets.previewMs, show: seconds };
  const resources = preview?.resources ?? targets.resources;
  if (preview === undefined || resources <= targets.resources * nearby) return atMost(`a warm preview of ${String(resources)} resources takes`, preview?.ms.median, bound);
  const each = slopeOf(figures.filter(({ subject }) => subject === "preview").map(({ resources: size, ms }) => ({ size, ms: ms.median })));
  const judged = atMost(`a warm preview of ${String(targets.resources)} resources takes`, preview.ms.median - each * (resources - targets.resources), bound);
  return { ...judged, measured: `${judged.measured}, from ${seconds(preview.ms.median)} for ${String(resources)} less ${each.toFixed(2)} ms for each one more` };
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
