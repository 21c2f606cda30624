import { columns, type Paper } from "../preview/render/paint";
import { type Coverage, newCoverage } from "./coverage";
import { type Fault, type Soaked } from "./soak";

/** What a design came to over all its jobs. */
export interface Total {
  readonly design: string;
  readonly runs: number;
  readonly fault: Fault | undefined;
  readonly coverage: Coverage;
}

/** The jobs of a design together: the fault is that of the first job that has one. */
export function totalOf(design: string, parts: readonly (Soaked | undefined)[]): Total {
  const coverage = newCoverage();
  let runs = 0;
  for (const part of parts) {
    if (part === undefined) continue;
    runs += part.runs;
    add(coverage.moves, part.coverage.moves);
    add(coverage.ends, part.coverage.ends);
    for (const state of part.coverage.states) coverage.states.add(state);
  }
  return { design, runs, coverage, fault: parts.find((part) => part?.fault !== undefined)?.fault };
}

function add(into: Record<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [what, times] of Object.entries(counts)) into[what] = (into[what] ?? 0) + times;
}

/** What was run, and what came of it, as lines. */
export function soakedLines({ runs, fault, coverage }: Total, { paint }: Paper): readonly string[] {
  const counted = (counts: Readonly<Record<string, number>>): readonly string[] =>
    columns(Object.entries(counts).sort(([, a], [, b]) => b - a).map(([what, times]) => [what, times.toLocaleString("en")]), [1]).map((line) => `  ${line}`);
  return [
    `${runs.toLocaleString("en")} schedules, ${coverage.states.size.toLocaleString("en")} states`,
    "", paint.bold("What happened"), ...counted(coverage.moves), "", paint.bold("How steps ended"), ...counted(coverage.ends), "",
    ...(fault === undefined ? ["every promise was kept, and users could be served after every schedule"] : faultLines(fault)),
  ];
}

/** A fault, and what runs it again. */
export function faultLines({ what, moves, lost, seed, path, replay }: Fault): readonly string[] {
  return [
    `✗ ${what}`, ...moves.map((move, index) => `  ${String(index + 1)}. ${move}`), `  and then ${lost} is lost`,
    `again: npm run soak -- --seed ${String(seed)} --path ${path} --replay "${replay}"`,
  ];
}

/** Which mutants were found out, and by what. */
export function mutantLines(totals: readonly (Total & { readonly found: boolean })[]): readonly string[] {
  return [
    ...totals.map(({ design, runs, fault, found }) => `${found ? "found" : "SURVIVES"}   ${design}: ${fault === undefined ? `nothing in ${String(runs)} schedules` : `${fault.what}, in schedule ${String(runs)}`}`),
    "", `${String(totals.filter(({ found }) => found).length)} of ${String(totals.length)} mutants were found out`,
  ];
}
