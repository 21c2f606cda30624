import { flaw, show, undecided, type Findings } from "./finding";
import { mustNameKey } from "./keys";
import { along, isSet, text, Unknown, type Properties } from "./value";

type Word = string | boolean | number;

/** Objects unless the property at a path has this value. */
export function* must(props: Properties, path: string, want: Word): Findings {
  const value = along(props, path);
  if (value instanceof Unknown) yield undecided(value);
  else if (value !== want && (typeof value !== "string" || value !== String(want))) yield flaw(path, show(value), show(want));
}

/** Objects where the property at a path has this value; nothing is as good as another. */
export function* mustNot(props: Properties, path: string, { bad, want }: { readonly bad: Word; readonly want: string }): Findings {
  const value = along(props, path);
  if (value instanceof Unknown) yield undecided(value);
  else if (value === bad || (typeof value === "string" && value === String(bad))) yield flaw(path, show(value), want);
}

/** Objects unless something stands at a path. What is not known yet stands there. */
export function* mustSet(props: Properties, path: string, want: string): Findings {
  const value = along(props, path);
  if (!isSet(value) || (Array.isArray(value) && value.length === 0)) yield flaw(path, "not set", want);
}

/** Objects unless the property at a path is one of these words. */
export function* mustBeOneOf(props: Properties, path: string, words: readonly string[]): Findings {
  const value = along(props, path);
  if (value instanceof Unknown) yield undecided(value);
  else if (!words.includes(text(value))) yield flaw(path, show(value), words.map(show).join(" or "));
}

/** Objects unless the property at a path is a number of this size or more. */
export function* mustReach(props: Properties, path: string, least: number): Findings {
  const value = along(props, path);
  if (value instanceof Unknown) yield undecided(value);
  else if (!isSet(value) || !(Number(text(value)) >= least)) yield flaw(path, show(value), `${least} or more`);
}

/** Objects unless the property at a path names a customer managed key. */
export function mustHaveKey(props: Properties, path: string): Findings {
  return mustNameKey(path, along(props, path));
}
