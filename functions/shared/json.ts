/** Whether something is an object with keys. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a text holds as JSON; nothing where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A list of texts out of JSON.
 *
 * @throws {Error} when it is none, or empty.
 */
export function textsIn(name: string, text: string): readonly [string, ...string[]] {
  const value = parsed(text);
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === "string")) throw new Error(`${name} is no list of texts: want JSON such as ["a"]`);
  const [first, ...rest] = value;
  if (first === undefined) throw new Error(`${name} is an empty list: want one text or more`);
  return [first, ...rest];
}

/** Whether something is an object of texts. */
export function isTexts(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((each) => typeof each === "string");
}

/** An object out of JSON; nothing where it is none. */
export function objectIn(text: string): Record<string, unknown> | undefined {
  const value = parsed(text);
  return isObject(value) ? value : undefined;
}
