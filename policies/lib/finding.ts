import { Unknown, type Value } from "./value";

/** What is wrong with one property. It never holds a value that could be a secret. */
export interface Flaw {
  readonly verdict: "flaw";
  readonly property: string;
  readonly got: string;
  readonly want: string;
}

/** A property that decides, and that only the update can tell. */
export interface Undecided {
  readonly verdict: "undecided";
  readonly property: string;
}

/** Why a rule has no say about this resource, although it has about its type. */
export interface Exempt {
  readonly verdict: "exempt";
  readonly reason: string;
}

export type Finding = Flaw | Undecided | Exempt;
/** What a rule has to say, one after the other. Nothing means that all is well. */
export type Findings = Generator<Finding, void, undefined>;

export function flaw(property: string, got: string, want: string): Flaw {
  return { verdict: "flaw", property, got, want };
}

export function undecided(unknown: Unknown): Undecided {
  return { verdict: "undecided", property: unknown.path };
}

export function exempt(reason: string): Exempt {
  return { verdict: "exempt", reason };
}

const longest = 80;

/** A value that is safe to print, in a few words. Give it nothing that a program may hold as a secret. */
export function show(value: Value): string {
  if (value === undefined || value === null || value === "") return "not set";
  if (value instanceof Unknown) return "not known yet";
  const text = JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

/** Objects unless the property has the wanted value; says so when only the update can tell. */
export function* mustBe(property: string, value: Value, want: string | boolean): Findings {
  if (value instanceof Unknown) yield undecided(value);
  else if (value !== want) yield flaw(property, show(value), show(want));
}
