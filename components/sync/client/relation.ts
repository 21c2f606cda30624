import { longestTrail } from "../setup";
import { type SyncRecord } from "./model";

/** How the record that a device knows stands to the one that the place has. */
export type Relation =
  | "same"
  /** The place went on from it. */
  | "behind"
  /** The place lost it: what it has is older. */
  | "ahead"
  /** Both went on from something older: one of the two was lost to the other. */
  | "apart";

/**
 * Reads a relation off the writes that records remember. Where they have forgotten so far back, the higher count is taken for the
 * later one.
 */
export function relationOf(mine: SyncRecord, theirs: SyncRecord): Relation {
  if (mine.write === theirs.write) return "same";
  if (theirs.trail.includes(mine.write)) return "behind";
  if (mine.trail.includes(theirs.write)) return "ahead";
  if (theirs.version - mine.version > longestTrail) return "behind";
  return mine.version - theirs.version > longestTrail ? "ahead" : "apart";
}
