import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Figure, figuresOf, type Growth, growthOf } from "./figures";
import { type Machine, type Version } from "./machine";
import { type Measured, type Run, type Size } from "./runs";
import { judge, type Judgement } from "./targets";

/** What a result file holds: all that was measured, on what, and what it comes to. */
export interface Results {
  /** When the first run started, in universal time. */
  readonly takenAt: string;
  readonly version: Version;
  readonly machine: Machine;
  readonly rounds: number;
  readonly targetCopies: number;
  readonly sizes: readonly Size[];
  readonly figures: readonly Figure[];
  readonly growth: Growth;
  readonly judgements: readonly Judgement[];
  readonly runs: readonly Run[];
}

/** Where and when measurements were taken. */
export type Circumstances = Pick<Results, "takenAt" | "version" | "machine" | "rounds">;

/** Computes everything that follows from measurements. */
export function resultsOf(measured: Measured, circumstances: Circumstances): Results {
  const [figures, growth] = [figuresOf(measured), growthOf(measured)];
  return { ...circumstances, ...measured, figures, growth, judgements: judge(figures, growth, measured) };
}

/** Name of a result file: `2026-01-31-0123456789ab.json`. */
export function fileNameOf({ takenAt, version }: Pick<Results, "takenAt" | "version">): string {
  return `${takenAt.slice(0, 10)}-${version.commit}.json`;
}

/**
 * Writes results and reads them back.
 *
 * @throws {Error} when the file does not hold the same results, as it would not with a figure that is no number.
 */
export function writeResults(results: object, file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
  const read: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isDeepStrictEqual(read, results)) throw new Error(`${file} does not hold what was measured: a figure is no number`);
}

/** Where results are kept. */
export const resultsFolder = join(__dirname, "results");
