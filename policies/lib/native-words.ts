import { along, at, isProperties, list, text, Unknown, type Properties, type Value } from "./value";

/** A structure by other names: each name, and where its value stands. What is not there stays away, and what is not known yet stays so. */
export function renamed(value: Value, words: Readonly<Record<string, string>>): Value {
  return isProperties(value) ? kept(Object.entries(words).map(([word, path]) => [word, along(value, path)])) : value;
}

/** Every element of a list, said anew. A list that is not known yet stays so. */
export function each(value: Value, say: (element: Properties) => Value): Value {
  if (value instanceof Unknown || value === undefined || value === null) return value;
  return list(value).map((element) => (isProperties(element) ? say(element) : element));
}

/** Properties without those that are not there. */
export function kept(entries: readonly (readonly [word: string, value: Value])[]): Properties {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** A list that one value makes, or nothing. */
export function only(value: Value): Value {
  return value === undefined || value === null ? undefined : [value];
}

/** Whether a value is this word; nothing where there is none. */
export function is(value: Value, word: string): Value {
  return value === undefined || value === null || value instanceof Unknown ? value : text(value) === word;
}

/** Attributes as a list of keys and values: the value of one, yes and no as such. Of a list that is not known as a whole, whatever is not found is not known. */
export function attributeOf(attributes: Value): (key: string) => Value {
  const all = list(attributes);
  const unknown = all.find((attribute) => attribute instanceof Unknown || at(attribute, "key") instanceof Unknown);
  return (key) => {
    const value = at(all.find((attribute) => at(attribute, "key") === key), "value");
    if (value === undefined) return unknown === undefined ? undefined : new Unknown(key);
    return value === "true" ? true : value === "false" ? false : value;
  };
}
