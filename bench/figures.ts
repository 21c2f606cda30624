import { type Measured, type Run, type Size, type Subject, subjects } from "./runs";
import { isNoSteeper, type Rounds, type Steepness, steepnessOf } from "./statistics/growth";
import { type Summary, summaryOf } from "./statistics/summary";

/** All runs of one thing at one size, put together. */
export interface Figure {
  readonly subject: Subject;
  readonly copies: number;
  readonly resources: number;
  readonly ms: Summary;
  readonly largestMB?: Summary;
  readonly sumMB?: Summary;
}

/** How the preview and the SDK alone grow with the number of resources. */
export interface Growth {
  readonly preview: Steepness;
  readonly sdk: Steepness;
  /** Whether the preview grows no steeper than the SDK, within the SDK's noise. Absent where that cannot be told. */
  readonly noSteeper?: boolean;
}

/** One figure for each thing and size, in the order in which the things are listed, and by size. */
export function figuresOf({ sizes, runs }: Pick<Measured, "sizes" | "runs">): Figure[] {
  return subjects.flatMap((subject) => sizes.flatMap(({ copies, resources }) => {
    const own = runs.filter((run) => run.subject === subject && run.copies === copies);
    return own.length === 0 ? [] : [{ subject, copies, resources, ms: summaryOf(own.map(({ ms }) => ms)), ...memoryOf(own) }];
  }));
}

function memoryOf(runs: readonly Run[]): Pick<Figure, "largestMB" | "sumMB"> {
  const [largest, sum] = [runs.flatMap(({ largestMB }) => largestMB ?? []), runs.flatMap(({ sumMB }) => sumMB ?? [])];
  return largest.length === 0 || sum.length === 0 ? {} : { largestMB: summaryOf(largest), sumMB: summaryOf(sum) };
}

/** Growth over all sizes, from the same rounds for both. */
export function growthOf({ sizes, runs }: Pick<Measured, "sizes" | "runs">): Growth {
  const resources = sizes.map((size) => size.resources);
  const [preview, sdk] = [steepnessOf(resources, roundsOf("preview", sizes, runs)), steepnessOf(resources, roundsOf("SDK alone", sizes, runs))];
  const noSteeper = isNoSteeper(preview, sdk);
  return { preview, sdk, ...(noSteeper !== undefined && { noSteeper }) };
}

function roundsOf(subject: Subject, sizes: readonly Size[], runs: readonly Run[]): Rounds {
  const own = runs.filter((run) => run.subject === subject);
  return [...new Set(own.map(({ round }) => round))].map((round) => sizes.flatMap(({ copies }) =>
    own.find((run) => run.round === round && run.copies === copies)?.ms ?? []));
}
