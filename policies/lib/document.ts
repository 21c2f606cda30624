import { at, isProperties, list, parseJson, Unknown, type Properties, type Value } from "./value";

/** One test of one key in a statement's conditions. */
export interface Condition {
  readonly operator: string;
  /** In small letters: AWS compares keys so. */
  readonly key: string;
  readonly values: readonly Value[];
}

/** One principal of a statement: `{ kind: "Service", id: "ecs-tasks.amazonaws.com" }`. A bare `*` is `AWS` `*`. */
export interface Principal { readonly kind: string; readonly id: Value }

/** A statement with every list a list, and its elements read whatever their capitals. */
export interface Statement {
  /** Where it stands: `policy statement PutObjects`, or its position where it has no Sid. */
  readonly label: string;
  readonly effect: string;
  readonly actions: readonly Value[];
  readonly resources: readonly Value[];
  readonly principals: readonly Principal[];
  readonly conditions: readonly Condition[];
  /** Elements that allow or name everything but a list: `NotAction`, `NotResource`, `NotPrincipal`. */
  readonly negations: readonly string[];
}

/** The statements of a document; what hides them; or that they cannot be read. */
export type Document =
  | { readonly kind: "statements"; readonly statements: readonly Statement[] }
  | { readonly kind: "unknown"; readonly unknown: Unknown }
  | { readonly kind: "unreadable" };

const readTexts = new Map<string, Document>();
const readStructures = new WeakMap<Properties, Map<string, Document>>();
/** Documents kept at a time, so that a stack of any size needs no more than its own memory. */
const kept = 2000;

/** Reads a policy document, given as JSON text or as a structure. Never throws. Reads the same one only once. */
export function parseDocument(value: Value, path: string): Document {
  if (typeof value === "string") {
    const key = `${path} ${value}`;
    const known = readTexts.get(key) ?? read(value, path);
    if (readTexts.size >= kept) readTexts.clear();
    readTexts.set(key, known);
    return known;
  }
  if (!isProperties(value)) return read(value, path);
  const byPath = readStructures.get(value) ?? new Map<string, Document>();
  const known = byPath.get(path) ?? read(value, path);
  readStructures.set(value, byPath.set(path, known));
  return known;
}

function read(value: Value, path: string): Document {
  const parsed = parseJson(value, path);
  if (parsed instanceof Unknown) return { kind: "unknown", unknown: parsed };
  if (!isProperties(parsed)) return { kind: "unreadable" };
  const statements = list(element(parsed, "Statement"));
  const [unknown] = statements.filter((each) => each instanceof Unknown);
  if (unknown !== undefined) return { kind: "unknown", unknown };
  if (statements.length === 0 || !statements.every(isProperties)) return { kind: "unreadable" };
  return { kind: "statements", statements: statements.map((each, index) => readStatement(each, `${path} statement`, index)) };
}

function readStatement(source: Properties, prefix: string, index: number): Statement {
  const sid = element(source, "Sid");
  const effect = element(source, "Effect");
  return {
    label: `${prefix} ${typeof sid === "string" && sid !== "" ? sid : `#${index + 1}`}`,
    effect: typeof effect === "string" ? effect.toLowerCase() : "",
    actions: list(element(source, "Action")),
    resources: list(element(source, "Resource")),
    principals: principalsOf(element(source, "Principal")),
    conditions: conditionsOf(element(source, "Condition")),
    negations: ["NotAction", "NotResource", "NotPrincipal"].filter((name) => element(source, name) !== undefined),
  };
}

function principalsOf(value: Value): readonly Principal[] {
  if (!isProperties(value)) return list(value).map((id) => ({ kind: "AWS", id }));
  return Object.entries(value).flatMap(([kind, ids]) => list(ids).map((id) => ({ kind, id })));
}

function conditionsOf(value: Value): readonly Condition[] {
  if (!isProperties(value)) return [];
  return Object.entries(value).flatMap(([operator, keys]) =>
    isProperties(keys) ? Object.entries(keys).map(([key, values]) => ({ operator, key: key.toLowerCase(), values: list(values) })) : []);
}

function element(source: Properties, name: string): Value {
  const key = Object.keys(source).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : at(source, key);
}

/** Equality and likeness, of one value or any of several. `…IfExists` and `ForAllValues` hold where the key is missing. */
const restricting = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))$/i;

/** Whether a statement holds only where one of these keys has a value that names something. A key may end in `*`. */
export function pins(statement: Statement, keys: readonly string[]): boolean {
  return statement.conditions.some(({ operator, key, values }) =>
    restricting.test(operator) && keys.some((wanted) => matches(wanted.toLowerCase(), key))
    && values.length > 0 && values.every((value) => typeof value !== "string" || !/^[*?:]*$/.test(value)));
}

function matches(wanted: string, key: string): boolean {
  return wanted.endsWith("*") ? key.startsWith(wanted.slice(0, -1)) : key === wanted;
}
