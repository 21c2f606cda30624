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
  const previews = figures.filter(({ subject }) => subject === "preview");
  const preview = previews.find(({ copies }) => copies === targetCopies);
  const tests = figures.find(({ subject }) => subject === "npm test");
  return [
    atTarget(preview, previews, time),
    atTarget(preview, previews, memory),
    steepness(growth),
    ...tests === undefined ? [] : [atMost("npm test takes", tests.ms.median, { limit: targets.testsMs, show: seconds })],
  ];
}

/** How far above the target's number of resources a figure may lie and still be taken as it is. */
const nearby = 1.1;

/** Something of a preview that grows with its resources, and the most that it may be. */
interface Trait extends Bound {
  readonly of: (figure: Figure) => number | undefined;
  readonly says: (resources: string) => string;
  /** What one more resource costs, in a unit that suits it. */
  readonly showEach: (each: number) => string;
}

const time: Trait = {
  of: ({ ms }) => ms.median, says: (resources) => `a warm preview of ${resources} takes`,
  limit: targets.previewMs, show: seconds, showEach: (each) => `${each.toFixed(2)} ms`,
};

const memory: Trait = {
  of: ({ largestMB }) => largestMB?.max, says: (resources) => `the largest process of a preview of ${resources} needs`,
  limit: targets.largestMB, show: megabytes, showEach: (each) => `${(each * 1000).toFixed(0)} kB`,
};

/** A platform that is larger by itself is judged less what the further resources cost, by the straight line through all sizes. */
function atTarget(preview: Figure | undefined, all: readonly Figure[], trait: Trait): Judgement {
  const value = preview && trait.of(preview);
  const resources = preview?.resources ?? targets.resources;
  if (value === undefined || resources <= targets.resources * nearby) return atMost(trait.says(`${String(resources)} resources`), value, trait);
  const each = slopeOf(all.flatMap((figure) => {
    const at = trait.of(figure);
    return at === undefined ? [] : [{ size: figure.resources, value: at }];
  }));
  const judged = atMost(trait.says(`${String(targets.resources)} resources`), value - each * (resources - targets.resources), trait);
  return { ...judged, measured: `${judged.measured}, from ${trait.show(value)} for ${String(resources)} less ${trait.showEach(each)} for each one more` };
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

function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`;
}
