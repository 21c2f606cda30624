import { sameParts, spell, type Reader } from "../graph/references";
import { containerIn } from "../../recorder/json";
import { isObject } from "../../recorder/property";
import { secretOf, secretText } from "../graph/secrets";
import { pathText, type Path } from "./paths";

/** One property that is not as it was; secrets are already out of the texts. */
export interface Change {
  readonly path: Path;
  readonly kind: "add" | "remove" | "update" | "reorder" | "reference";
  readonly before?: string;
  readonly after?: string;
}

/** How the texts of the two sides are read. */
export interface Readers {
  readonly before: Reader;
  readonly after: Reader;
}

/** All that differs between two values, and the paths of secrets that a state file hides and nobody can compare. */
export interface Differences {
  readonly changes: readonly Change[];
  readonly unreadable: readonly Path[];
}

/** Compares two sets of inputs; a value that came from another resource is compared by where it came from. */
export function differences(before: unknown, after: unknown, readers: Readers): Differences {
  const comparison = new Comparison(readers);
  comparison.values(before, after, []);
  const unreadable = new Map(comparison.unreadable.map((path) => [pathText(path), path]));
  return { changes: comparison.changes, unreadable: [...unreadable.values()] };
}

class Comparison {
  readonly changes: Change[] = [];
  readonly unreadable: Path[] = [];

  constructor(private readonly readers: Readers) {}

  values(before: unknown, after: unknown, path: Path): void {
    if (before === after || (isAbsent(before) && isAbsent(after))) return;
    if (secretOf(before) !== undefined || secretOf(after) !== undefined) { this.secrets(before, after, path); return; }
    const listed = isPolicyList(path);
    const [old, now] = [listed ? list(before) : container(before, after), listed ? list(after) : container(after, before)];
    if (Array.isArray(old) && Array.isArray(now)) this.lists(old, now, path);
    else if (isObject(old) && isObject(now)) this.records(old, now, path);
    else if (!this.sameScalar(before, after)) this.record(before, after, path);
  }

  private secrets(before: unknown, after: unknown, path: Path): void {
    const [old, now] = [secretOf(before), secretOf(after)];
    if (old?.known === false || now?.known === false) { this.unreadable.push(path); return; }
    const [was, is] = [old === undefined ? before : old.value, now === undefined ? after : now.value];
    if (this.same(was, is, path)) return;
    this.changes.push({
      path, kind: kindOf(before, after),
      ...(!isAbsent(before) && { before: secretText }), ...(!isAbsent(after) && { after: secretText }),
    });
  }

  private records(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>, path: Path): void {
    const filled = new Set([...defaulted(before, after), ...defaulted(after, before)]);
    for (const key of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
      if (key.startsWith("__") || filled.has(key)) continue;
      this.values(before[key], after[key], [...path, key]);
    }
  }

  private lists(before: readonly unknown[], after: readonly unknown[], path: Path): void {
    const gone = unmatched(before, after, (one, other) => this.same(one, other, path));
    const come = unmatched(after, before, (one, other) => this.same(other, one, path));
    if (gone.length === 0 && come.length === 0) {
      if (!isPolicyList(path) && before.some((item, index) => !this.same(item, after[index], path))) this.changes.push({ path, kind: "reorder" });
    } else if (before.length === after.length) {
      before.forEach((item, index) => { this.values(item, after[index], [...path, index]); });
    } else {
      for (const index of gone) this.record(before[index], undefined, [...path, index]);
      for (const index of come) this.record(undefined, after[index], [...path, index]);
    }
  }

  private same(before: unknown, after: unknown, path: Path): boolean {
    const inner = new Comparison(this.readers);
    inner.values(before, after, []);
    if (inner.unreadable.length > 0) this.unreadable.push(path);
    return inner.changes.length === 0;
  }

  private sameScalar(before: unknown, after: unknown): boolean {
    if (typeof before === "string" && typeof after === "string") {
      return sameParts(this.readers.before(before), this.readers.after(after));
    }
    return isScalar(before) && isScalar(after) && String(before) === String(after);
  }

  private record(before: unknown, after: unknown, path: Path): void {
    this.changes.push({
      path, kind: kindOf(before, after),
      ...(!isAbsent(before) && { before: show(before, this.readers.before) }),
      ...(!isAbsent(after) && { after: show(after, this.readers.after) }),
    });
  }
}

/** Value in one line, references spelt out, secrets left out. */
export function show(value: unknown, reader: Reader): string {
  if (secretOf(value) !== undefined) return secretText;
  if (typeof value === "string") return JSON.stringify(spell(reader(value)));
  if (Array.isArray(value)) return `[${value.map((item) => show(item, reader)).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([key]) => !key.startsWith("__"));
  return entries.length === 0 ? "{}" : `{ ${entries.map(([key, item]) => `${key}: ${show(item, reader)}`).join(", ")} }`;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function kindOf(before: unknown, after: unknown): "add" | "remove" | "update" {
  if (isAbsent(before)) return "add";
  return isAbsent(after) ? "remove" : "update";
}

/** A JSON document in a string is compared by what it says, if the other side is a document too. */
function container(value: unknown, twin: unknown): unknown {
  if (typeof value !== "string") return value;
  const parsed = containerIn(value);
  if (parsed === undefined) return value;
  return typeof twin === "string" && containerIn(twin) === undefined ? value : parsed;
}

/** What stands at a path, documents in strings opened on the way. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((at, step) => {
    const inner = typeof at === "string" ? containerIn(at) : at;
    if (Array.isArray(inner)) return inner[Number(step)];
    return isObject(inner) ? inner[step] : undefined;
  }, value);
}

/** Parts of an IAM statement in which one item and a list of it mean the same, in any order; the provider sees no change there either. */
const policyLists: ReadonlySet<string | number | undefined> = new Set(["Action", "NotAction", "Resource", "NotResource", "AWS", "Service", "Federated"]);

function isPolicyList(path: Path): boolean {
  const statement = path.indexOf("Statement");
  return statement >= 0 && (policyLists.has(path.at(-1)) || (path.includes("Condition") && path.length === path.indexOf("Condition") + 3));
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isAbsent(value) ? [] : [value];
}

/** Keys that the provider filled in itself on one side and the program left out on the other. */
function defaulted(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): readonly string[] {
  const keys = one["__defaults"];
  return Array.isArray(keys) ? keys.filter((key): key is string => typeof key === "string" && !(key in other)) : [];
}

/** Positions in `items` that have no equal left in `others`. */
function unmatched(items: readonly unknown[], others: readonly unknown[], same: (one: unknown, other: unknown) => boolean): readonly number[] {
  const left = [...others];
  return items.flatMap((item, index) => {
    const twin = left.findIndex((other) => same(item, other));
    if (twin < 0) return [index];
    left.splice(twin, 1);
    return [];
  });
}
