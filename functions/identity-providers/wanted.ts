import { isObject, isTexts, parsed } from "../shared/json";

/** Somebody else who vouches for people, as the pool shall know it; what it has given stands in a secret. */
export interface Wanted {
  readonly name: string;
  /** Kind of provider in Cognito's words, such as `Google`. */
  readonly type: string;
  /** All details but the secret one. */
  readonly details: Readonly<Record<string, string>>;
  /** Claims of the provider, by the attribute that they fill. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Where the secret detail is kept, and what it is called. */
  readonly secret: { readonly name: string; readonly detail: string };
}

/**
 * Reads what the program wants.
 *
 * @throws {Error} when it is no such list.
 */
export function parseWanted(text: string): readonly Wanted[] {
  const value = parsed(text);
  if (!Array.isArray(value) || !value.every(isWanted)) throw new Error("PROVIDERS is no list of providers: want for each its name, type, details, attributes and secret");
  return value;
}

function isWanted(value: unknown): value is Wanted {
  if (!isObject(value)) return false;
  const { name, type, details, attributes, secret } = value;
  return typeof name === "string" && typeof type === "string" && isTexts(details) && isTexts(attributes)
    && isObject(secret) && typeof secret["name"] === "string" && typeof secret["detail"] === "string";
}
