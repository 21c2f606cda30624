import { type Path, pathText } from "../diff/paths";
import type { Change } from "../diff/values";
import type { Unequal } from "./parity";

/** A difference that a resource has in one or several of its properties. */
export interface Row {
  /** Path in the engine's notation; `*` where it is the same below several keys. */
  readonly path: string;
  /** Properties that the row stands for. */
  readonly times: number;
  readonly change: Change;
}

/** Resources of one type that differ from their twins in the same way. */
export interface Group {
  readonly type: string;
  /** Names without their place, in the order of the graph; at least one. */
  readonly names: readonly string[];
  readonly rows: readonly Row[];
}

/** Puts together what differs alike, so that one cause is read once. */
export function groupsOf(unequal: readonly Unequal[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { name, type, changes } of unequal) {
    const rows = rowsOf(changes);
    const key = JSON.stringify([type, rows.map(({ path, times, change }) => [path, times, change.kind, change.before, change.after])]);
    groups.set(key, { type, rows, names: [...groups.get(key)?.names ?? [], name] });
  }
  return [...groups.values()];
}

function rowsOf(changes: readonly Change[]): readonly Row[] {
  const rows: Row[] = [];
  const paths: Path[] = [];
  for (const change of changes) {
    const index = rows.findIndex((row, at) => sameValues(row.change, change) && joined(paths[at] ?? [], change.path) !== undefined);
    const path = joined(paths[index] ?? [], change.path);
    const row = rows[index];
    if (row === undefined || path === undefined) {
      rows.push({ path: pathText(change.path), times: 1, change });
      paths.push(change.path);
    } else {
      rows[index] = { ...row, path: pathText(path).replaceAll('["*"]', ".*"), times: row.times + 1 };
      paths[index] = path;
    }
  }
  return rows;
}

function sameValues(one: Change, other: Change): boolean {
  return one.kind === other.kind && one.before === other.before && one.after === other.after;
}

/** The path that covers both, where the same property stands below two keys; `undefined` where more than a key differs, or a position of a list. */
function joined(one: Path, other: Path): Path | undefined {
  const unlike = one.flatMap((step, index) => step === other[index] ? [] : [index]);
  const [at = -1] = unlike;
  if (one.length !== other.length || unlike.length !== 1 || at === one.length - 1 || typeof one[at] !== "string" || typeof other[at] !== "string") return undefined;
  return one.with(at, "*");
}
