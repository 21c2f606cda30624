import { UnknownValueError, unknownStringValue, unknownValues } from "./sdk";

/** A value that only the update can tell. */
export class Unknown {
  /** @param path Where it stands among the properties, such as `rules[0].bucket`. */
  constructor(readonly path: string) {}
}

/** Properties of a resource as plain data, in which what is not known yet is a value like any other. */
export type Value = string | number | boolean | null | undefined | Unknown | readonly Value[] | Properties;
export interface Properties { readonly [name: string]: Value }

/**
 * Plain data behind the SDK's proxy, which throws on each unknown that is read. It finds, too, the unknown that a
 * program has pasted into a string, which the proxy hands over as text.
 */
export function reveal(source: unknown, path = ""): Value {
  if (typeof source === "string") return isUnknown(source) ? new Unknown(path) : source;
  if (typeof source === "number" || typeof source === "boolean" || source === null || source === undefined) return source;
  if (source instanceof Unknown) return source;
  if (Array.isArray(source)) return Array.from({ length: source.length }, (_, index) => read(source, index, path));
  return revealProperties(source, path);
}

/** Like {@link reveal}, of a value that is an object; anything else has no properties. */
export function revealProperties(source: unknown, path = ""): Properties {
  if (typeof source !== "object" || source === null) return {};
  const revealed: Record<string, Value> = {};
  for (const key of Object.keys(source)) revealed[key] = read(source, key, path);
  return revealed;
}

function read(source: object, key: string | number, path: string): Value {
  const here = typeof key === "number" ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
  try {
    return reveal(Reflect.get(source, key), here);
  } catch (error) {
    if (error instanceof UnknownValueError) return new Unknown(here);
    throw error;
  }
}

function isUnknown(text: string): boolean {
  if (text.length < unknownStringValue.length) return false;
  return unknownValues.has(text) || (text.includes(unknownStringValue) && !isJsonLike(text));
}

function isJsonLike(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

export function isProperties(value: Value): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** What stands at the end of a path: undefined where nothing does, the unknown where one is in the way. */
export function at(value: Value, ...path: readonly (string | number)[]): Value {
  let here = value;
  for (const step of path) {
    if (here instanceof Unknown) return here;
    if (isList(here) && typeof step === "number") here = here[step];
    else if (isProperties(here) && typeof step === "string") here = Object.hasOwn(here, step) ? here[step] : undefined;
    else return undefined;
  }
  return here;
}

/** What stands at a path that is written with dots, such as `serverSideEncryption.kmsKeyArn`. */
export function along(value: Value, path: string): Value {
  return at(value, ...path.split("."));
}

/** One or many as a list: AWS takes a single value for a list in most documents. Nothing is an empty list. */
export function list(value: Value): readonly Value[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** Whether a program gave a value. One that is not known yet was given. */
export function isSet(value: Value): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** A value that is written as one word; "" where it is none. */
export function text(value: Value): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The strings of a list, without what is not known yet. */
export function texts(value: Value): readonly string[] {
  return list(value).filter((each) => typeof each === "string");
}

/** The first of these that only the update can tell. */
export function firstUnknown(values: readonly Value[]): Unknown | undefined {
  return values.find((each) => each instanceof Unknown);
}

/** What text or a structure says when it holds JSON. An unknown stays one; text that is not JSON is undefined. */
export function parseJson(value: Value, path: string): Value {
  if (typeof value !== "string") return value ?? undefined;
  try {
    return reveal(JSON.parse(value), path);
  } catch {
    return undefined;
  }
}
