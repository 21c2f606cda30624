import { resourceMark, secretMark, secretSig } from "./graph";

/** Values by key, as they cross the wire between a program and its engine. */
export type Properties = Readonly<Record<string, unknown>>;

/** Marks of the wire's special objects, as in the SDK's `runtime/rpc`. */
const outputMark = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const unknownMark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is one of the wire's special objects with this mark. */
function marked(value: unknown, mark: string): value is Properties {
  return isObject(value) && value[secretSig] === mark;
}

export function isSecret(value: unknown): value is Properties {
  return marked(value, secretMark);
}

function isResourceReference(value: unknown): value is Properties {
  return marked(value, resourceMark);
}

/** Marks a value as secret; one that is already secret stays as it is. */
export function secret(value: unknown): unknown {
  return isSecret(value) ? value : { [secretSig]: secretMark, value };
}

/** Whether a secret is anywhere in a value. */
export function holdsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  if (!isObject(value)) return false;
  return isSecret(value) || Object.values(value).some(holdsSecret);
}

/** The value as a provider gets it: a resource as its ID, a component as its URN. Secrets stay. */
export function referencesAsIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(referencesAsIds);
  if (!isObject(value)) return value;
  return isResourceReference(value) ? (value["id"] ?? value["urn"]) : mapValues(value, referencesAsIds);
}

/** The value as the program wrote it: secrets opened, a resource as its ID (a component as its URN). */
export function reveal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reveal);
  if (!isObject(value)) return value;
  if (isSecret(value)) return reveal(value["value"]);
  if (isResourceReference(value)) return value["id"] ?? value["urn"];
  return mapValues(value, reveal);
}

/** {@link reveal} of every property. */
export function revealAll(properties: Properties): Record<string, unknown> {
  return mapValues(properties, reveal);
}

export function mapValues<V, T>(properties: Readonly<Record<string, V>>, change: (value: V, key: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, change(value, key)]));
}

/**
 * Replaces output values by what they hold, as the engine does before it stores inputs. Adds the URNs that they depend on to `seen`.
 * @throws {Error} naming the path of a value that no engine could store: an unknown, or a number that JSON does not have.
 */
export function flatten(value: unknown, seen: Set<string>, path = ""): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${path} is ${value}, which is no JSON value`);
  if (value === unknownMark) throw new Error(`${path} is unknown, though every answer of this preview is known`);
  if (Array.isArray(value)) return value.map((item, index) => flatten(item, seen, `${path}[${index}]`));
  if (!isObject(value)) return value;
  if (!marked(value, outputMark)) {
    const parts = mapValues(value, (item, key) => flatten(item, seen, path === "" ? key : `${path}.${key}`));
    return parts[secretSig] === resourceMark ? { packageVersion: "", ...parts } : parts;
  }
  const { dependencies } = value;
  if (Array.isArray(dependencies)) for (const urn of dependencies) seen.add(String(urn));
  const held = flatten(value["value"], seen, path);
  return value["secret"] === true ? secret(held) : held;
}

/** Wraps a value so that the program's side sees an Output with these dependencies. */
export function outputValue(value: unknown, dependencies: Iterable<string>): unknown {
  const held = isSecret(value) ? value["value"] : value;
  return { [secretSig]: outputMark, value: held, secret: isSecret(value), dependencies: [...dependencies] };
}
