import { secretMark, secretSig } from "../../recorder/graph";
import { isObject } from "../../recorder/property";

/** What stands in print for a value that nobody may read. */
export const secretText = "[secret]";

/** A secret as a graph or a state file holds it; `known` is false where the file holds no plain value. */
export interface Secret {
  readonly known: boolean;
  readonly value: unknown;
}

/**
 * Secret behind a value, or undefined where the value is no secret. Reads the form on the wire (`value`), that of an
 * export with shown secrets (`plaintext`, which is JSON) and that of an export without them (`ciphertext`: not known).
 */
export function secretOf(value: unknown): Secret | undefined {
  if (!isObject(value) || value[secretSig] !== secretMark) return undefined;
  const plain = "value" in value ? value["value"] : parsed(value["plaintext"]);
  return { known: plain !== undefined && plain !== secretText, value: plain };
}

function parsed(text: unknown): unknown {
  if (typeof text !== "string" || text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Calls `visit` with each text of a value, however deep, and whether a secret holds it. */
export function eachText(value: unknown, visit: (text: string, secret: boolean) => void, within = false): void {
  const secret = secretOf(value);
  if (secret !== undefined) eachText(secret.value, visit, true);
  else if (typeof value === "string") visit(value, within);
  else if (Array.isArray(value)) for (const item of value) eachText(item, visit, within);
  else if (isObject(value)) for (const item of Object.values(value)) eachText(item, visit, within);
}

/** Shortest secret that is looked for in text: a shorter one would blot out words that have nothing to do with it. */
const shortestMasked = 8;

/** Function that blots out of any text what the given values hold as secrets. */
export function masker(values: Iterable<unknown>): (text: string) => string {
  const secrets = new Set<string>();
  for (const value of values) {
    eachText(value, (text, secret) => { if (secret && text.length >= shortestMasked && text !== secretText) secrets.add(text); });
  }
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((rest, secret) => rest.replaceAll(secret, secretText), text);
}
