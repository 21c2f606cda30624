import { median } from "../statistics/summary";
import { seconds } from "../targets";

/** What was measured at one size of a stack, in milliseconds, a number for each round. */
export interface Size {
  readonly resources: number;
  readonly library: readonly number[];
  /** Through the SDK's server. */
  readonly served: readonly number[];
  /** The same without a decision, through the SDK's server as it is. */
  readonly server: readonly number[];
}

/** Everything that was measured. */
export interface Measured {
  readonly sizes: readonly Size[];
  readonly boot: readonly number[];
  /** Previews of prod, with policies and without, and how many resources prod has. */
  readonly preview: { readonly resources: number; readonly with: readonly number[]; readonly without: readonly number[] };
}

/** A target, what was measured, and whether that is good enough. */
export interface Judgement { readonly target: string; readonly measured: string; readonly met: boolean }

/** What the policies must keep to on two cores. */
export const targets = { resources: 10_000, libraryMs: 5000, bootMs: 1000, previewMs: 1500, previewResources: 400, exponent: 1.15 } as const;

/** How steeply time grows with resources between the first and the last size: 1 is straight. */
export function exponentOf(sizes: readonly Size[]): number {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (first === undefined || last === undefined || first.resources === last.resources) throw new RangeError("want measurements at two sizes");
  return Math.log(median(last.served) / median(first.served)) / Math.log(last.resources / first.resources);
}

/** Every target with what was measured. */
export function judgementsOf({ sizes, boot, preview }: Measured): readonly Judgement[] {
  const last = sizes.at(-1);
  if (last === undefined) throw new RangeError("want measurements of one size at least");
  const scaled = median(last.library) * targets.resources / last.resources;
  const added = Math.max(0, median(preview.with) - median(preview.without)) * targets.previewResources / preview.resources;
  const exponent = exponentOf(sizes);
  return [
    atMost(`${String(targets.resources)} resources through all rules of the library take`, scaled, targets.libraryMs),
    { target: `through the SDK's server time grows with resources by an exponent of at most ${String(targets.exponent)}`, measured: exponent.toFixed(2), met: exponent <= targets.exponent },
    atMost("the pack boots in", median(boot), targets.bootMs),
    atMost(`policies add to a preview of prod, for ${String(targets.previewResources)} resources,`, added, targets.previewMs),
  ];
}

function atMost(what: string, ms: number, limit: number): Judgement {
  return { target: `${what} at most ${seconds(limit)}`, measured: seconds(ms), met: ms <= limit };
}

/** Results as a person reads them. */
export function reportOf(measured: Measured): readonly string[] {
  const rows = measured.sizes.map(({ resources, library, served, server }) => [String(resources), ...[library, served, server].map((samples) => seconds(median(samples)))]);
  const table = [["resources", "library", "through the server", "server alone"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return [
    ...table.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  ")), "",
    ...judgementsOf(measured).map(({ target, measured: got, met }) => `${met ? "✓" : "✗"} ${target}: ${got}`),
  ];
}
