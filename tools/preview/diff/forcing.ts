import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { forcingTable } from "./forcing-table";
import { parsePath, touches, type Path } from "./paths";

/** What is known about how a type of resource takes a change. */
export interface Forcing {
  /** True where a change at this path replaces the resource. */
  readonly forces: (path: Path) => boolean;
  /** True where the type is known in full; else the documentation in the typings is all there is. */
  readonly sure: boolean;
  /** True where resources of the type live in one region, so that another region means another resource. */
  readonly regional: boolean;
  readonly taggable: boolean;
}

/** Finds out about a type, by its token such as `aws:kms/key:Key`. */
export type ForcingOf = (type: string) => Forcing;

/** Phrases with which the provider's documentation says that a change replaces. */
const phrases: readonly RegExp[] = [
  /\bforces? (a |the )?(new|replacement|recreation|creation of a new)/i,
  /\bchanging (this|the)[^.]{0,40}\b(forces?|will force|recreates?|replaces?|will create a new)/i,
  /\bwill (force|cause|trigger|result in|require) [^.]{0,30}\b(replacement|recreation|re-creation|a new resource)/i,
  /\brequires? (replacement|recreation|a new resource)/i,
];

/** Answers from {@link forcingTable} and from the typings of `@pulumi/aws` under `modules`; reads each typing once. */
export function forcingFrom(modules: string): ForcingOf {
  const known = new Map<string, Forcing>();
  return (type) => {
    const found = known.get(type) ?? forcingOf(type, modules);
    known.set(type, found);
    return found;
  };
}

function forcingOf(type: string, modules: string): Forcing {
  if (type.startsWith("random:")) return { forces: () => true, sure: true, regional: false, taggable: false };
  if (type.startsWith("pulumi:")) return { forces: () => false, sure: true, regional: false, taggable: false };
  const documented = argumentsOf(type, modules);
  const table = forcingTable[type];
  const named = [...documented].filter(([, text]) => phrases.some((phrase) => phrase.test(text))).map(([name]) => name);
  const patterns = [...(table ?? []), ...named, "region"].map(parsePath);
  return {
    forces: (path) => patterns.some((pattern) => touches(pattern, path)),
    sure: table !== undefined,
    regional: documented.has("region"),
    taggable: documented.has("tags"),
  };
}

/** Name and doc comment of each argument of a type. Empty where the typings do not have it. */
function argumentsOf(type: string, modules: string): ReadonlyMap<string, string> {
  const [packageName = "", module = "", className = ""] = type.split(":");
  const file = join(modules, "@pulumi", packageName, `${module}.d.ts`);
  if (!existsSync(file)) return new Map();
  const text = readFileSync(file, "utf8");
  const start = text.indexOf(`export interface ${className}Args {`);
  const found = new Map<string, string>();
  if (start < 0) return found;
  for (const [, comment = "", name = ""] of text.slice(start).matchAll(/(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?^ {4}(\w+)\??:/gm)) {
    found.set(name, comment);
  }
  return found;
}
