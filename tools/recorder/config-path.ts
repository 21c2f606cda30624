import { isObject, type Properties } from "./property";

/** Steps into a structured setting: a key of a map, or an index of a list. */
export type Path = readonly (string | number)[];

/**
 * Steps of a path as `pulumi config set --path` takes it: `a.b`, `a[0]`, `["a.b"]`.
 * @throws {Error} when it is none.
 */
export function parsePath(text: string): Path {
  const steps: (string | number)[] = [];
  const step = /\.?([^.[\]"]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;
  while (step.lastIndex < text.length) {
    const at = step.lastIndex;
    const [, name, index, quoted] = step.exec(text) ?? [];
    if (name !== undefined && (at === 0) === (text.charAt(at) !== ".")) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) steps.push(String(JSON.parse(quoted)));
    else throw new Error(`${JSON.stringify(text)} is no path: write one such as places[0].zones`);
  }
  return steps;
}

/** What is put where. */
export interface Insertion {
  readonly path: Path;
  readonly added: unknown;
  /** Steps that led to the value; the first is the setting itself. */
  readonly above: Path;
}

/**
 * A value with something put in at a path, as `pulumi config set --path` does it: containers are made as they are needed, and a plain
 * value at the top gives way to one.
 * @throws {Error} naming the step that does not fit what is there.
 */
export function setIn(value: unknown, { path, added, above }: Insertion): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return added;
  const container = containerFor(value, step, above);
  const here = [...above, step];
  const into = (held: unknown): unknown => setIn(held, { path: rest, added, above: here });
  if (isList(container)) {
    if (typeof step !== "number") throw new Error(`${show(here)}: a list is indexed by numbers`);
    if (step > container.length) throw new Error(`${show(here)}: the list has ${container.length} items, so the next is [${container.length}]`);
    return [...container.slice(0, step), into(container[step]), ...container.slice(step + 1)];
  }
  if (typeof step === "number") throw new Error(`${show(here)}: a map is indexed by names`);
  if (step === "secure" && rest.length === 0 && typeof added === "string" && Object.keys(container).length === 0) {
    throw new Error(`${show(here)}: a map that holds only "secure" stands for a secret`);
  }
  return Object.fromEntries([...Object.entries(container).filter(([name]) => name !== step), [step, into(container[step])]]);
}

function containerFor(value: unknown, step: string | number, above: Path): readonly unknown[] | Properties {
  if (isList(value) || isObject(value)) return value;
  if (value !== undefined && value !== null && above.length > 1) {
    throw new Error(`${show(above)} is ${JSON.stringify(value)}, want ${typeof step === "number" ? "a list" : "a map"}`);
  }
  return typeof step === "number" ? [] : {};
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** A path as it is written, such as `places[0].zones`. */
function show(path: Path): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${step}`)).join("");
}

/** A value given as text at a path: true, false and whole numbers are taken as such, except with leading zeros. */
export function coerce(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  return /^-?(0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
}
