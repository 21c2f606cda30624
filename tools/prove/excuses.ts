import { nameOf } from "../recorder/graph";
import type { Edge } from "./edges";

/**
 * Why an edge between the places may stand. `create-time`: needed to build, never to run. `replication`: carries data to the place, and only
 * waits while it is lost. `identity-string`: a name that is the same everywhere. `name-only`: a label that nobody follows. `fail-safe`: asked
 * while it serves, and counts as good when it is silent. `best-effort`: asked while a place is activated, and gone on without when it is silent.
 */
export type ExcuseClass = "create-time" | "replication" | "identity-string" | "name-only" | "fail-safe" | "best-effort";

/** One kind of edge that may stand, described as narrowly as it occurs. */
export interface Excuse {
  readonly class: ExcuseClass;
  /** Type of the resource that needs. */
  readonly from: string;
  /** Its name without the place. */
  readonly named: RegExp;
  /** Paths in its inputs, `[*]` for any position; what is inside of one is meant too. */
  readonly at: readonly string[];
  readonly needs:
    /** Types of the resources that are needed, and what shows it. */
    | { readonly by: "answer" | "dependency"; readonly to: readonly string[] }
    /** Form of a text that names the place. */
    | { readonly by: "literal"; readonly text: RegExp };
  readonly reason: string;
}

/** The excuse of an edge, if there is one in a table. `places` are the keys of all places. */
export function excuseOf(edge: Edge, places: readonly string[], table: readonly Excuse[]): Excuse | undefined {
  const name = nameOf(edge.from);
  const place = places.find((key) => name.startsWith(`${key}-`));
  const bare = place === undefined ? name : name.slice(place.length + 1);
  return table.find((excuse) => excuse.from === edge.from.type && excuse.named.test(bare) && answers(excuse.needs, edge)
    && excuse.at.some((path) => isWithin(edge.at, path)));
}

/** True where a path in inputs is the one that a pattern names, or inside of it. */
export function isWithin(at: string, pattern: string): boolean {
  const path = at.replace(/\[\d+\]/g, "[*]");
  return path === pattern || (path.startsWith(pattern) && /^[.[ ]/.test(path.slice(pattern.length)));
}

function answers(needs: Excuse["needs"], { by, to, text = "" }: Edge): boolean {
  if (needs.by !== by) return false;
  return needs.by === "literal" ? needs.text.test(text) : to !== undefined && needs.to.includes(to.type);
}
