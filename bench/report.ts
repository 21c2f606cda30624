import { type Figure } from "./figures";
import { type Results } from "./results";
import { seconds, type Verdict } from "./targets";
import { type Steepness } from "./statistics/growth";
import { type Summary } from "./statistics/summary";

const marks: Readonly<Record<Verdict, string>> = { met: "✓", missed: "✗", unknown: "?" };

/** Results as a person reads them. */
export function reportLines(results: Results): string[] {
  const { machine, version, rounds, figures, growth, judgements } = results;
  return [
    `prod, ${String(rounds)} ${rounds === 1 ? "round" : "rounds"}, commit ${version.commit}${version.changed ? " with changes" : ""}, ${results.takenAt}`,
    `${machine.cpu}, ${String(machine.cores)} cores, ${(machine.memoryMB / 1000).toFixed(1)} GB, node ${machine.node}, ${machine.platform}, `
      + `load ${machine.load.toFixed(1)} at the start`,
    "",
    ...columns([["", "copies", "resources", "median", "min", "max", "largest process", "all together"], ...figures.map(rowOf)]),
    "",
    "growth of time with resources, as an exponent (1 is straight; in brackets where it lies in 95 of 100 draws)",
    ...columns([["preview", ...exponentOf(growth.preview)], ["SDK alone", ...exponentOf(growth.sdk)]]),
    "",
    ...columns(judgements.map(({ verdict, target, measured }) => [`${marks[verdict]} ${target}:`, measured]), "left"),
  ];
}

function rowOf({ subject, copies, resources, ms, largestMB, sumMB }: Figure): string[] {
  return [
    subject, String(copies), String(resources), seconds(ms.median), seconds(ms.min), seconds(ms.max), memory(largestMB), memory(sumMB),
  ];
}

/** Peaks, so the highest of all runs. */
function memory(summary: Summary | undefined): string {
  return summary === undefined ? "not measured" : `${summary.max.toFixed(0)} MB`;
}

function exponentOf({ exponent, interval }: Steepness): string[] {
  return [
    exponent?.toFixed(2) ?? "lost in noise",
    interval === undefined ? "(too few rounds)" : `(${interval.low.toFixed(2)} to ${interval.high.toFixed(2)})`,
  ];
}

/** Rows with their cells below each other: the first to the left, the others to the right unless told otherwise. */
function columns(rows: readonly (readonly string[])[], others: "left" | "right" = "right"): string[] {
  const width = (at: number): number => Math.max(...rows.map((row) => row[at]?.length ?? 0));
  return rows.map((row) => row.map((cell, at) => at === 0 || others === "left" ? cell.padEnd(width(at)) : cell.padStart(width(at))).join("  ").trimEnd())
    .map((line) => `  ${line}`);
}
