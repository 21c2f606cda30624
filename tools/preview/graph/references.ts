import { nameOf, type ResourceState } from "../../recorder/graph";
import { eachText, isRecord, secretOf } from "./secrets";

/** An answer of a resource inside a text: which properties of which resources have it. */
export interface Mark {
  /** `<urn>#<property>`, sorted; more than one where two resources answer alike, as a VPC and its default group do. */
  readonly candidates: readonly string[];
}

/** A text cut into what the program wrote and what it took from other resources. */
export type Part = string | Mark;

/** Cuts a text of one resource into parts. */
export type Reader = (text: string) => readonly Part[];

/** Shorter answers, such as a zone ID of a few letters, turn up in text that has nothing to do with them. */
const shortestAnswer = 6;

/** More owners than this, and the text is a common word (`ACTIVE`, the account's number), not an answer. */
const mostOwners = 3;

/** Regions, zones, account numbers: they look the same wherever they come from. */
const common = /^([a-z]{2,3}(-[a-z]+)+-\d[a-z]?|\d{12}|true|false|https?:\/\/[\w.]*amazonaws\.com)$/;

/**
 * What each resource of a graph was answered with, so that a text can be told by its origin and two graphs with other IDs
 * for the same things compare equal. Only answers of resources that the reader's own resource depends on are looked for.
 */
export class References {
  private readonly owners = new Map<string, Map<string, string>>();
  private readonly answers = new Map<string, string[]>();
  private readonly readers = new Map<string, Reader>();

  constructor(resources: readonly ResourceState[]) {
    for (const resource of resources) if (resource.custom) this.note(resource);
  }

  /** Reader of the texts of one resource. */
  readerOf(resource: ResourceState): Reader {
    const origins = new Set(resource.dependencies ?? []);
    for (const urns of Object.values(resource.propertyDependencies ?? {})) for (const urn of urns) origins.add(urn);
    const key = [...origins].sort().join("\n");
    const known = this.readers.get(key);
    if (known !== undefined) return known;
    const reader = this.reader(origins);
    this.readers.set(key, reader);
    return reader;
  }

  /** Reader that knows the answers of every resource, for the outputs of the stack. */
  readerOfAll(): Reader {
    return this.reader(new Set(this.answers.keys()));
  }

  private note(resource: ResourceState): void {
    const given = new Set<string>();
    const filled = resource.inputs["__defaults"];
    for (const [key, value] of Object.entries(resource.inputs)) {
      if (!Array.isArray(filled) || !filled.includes(key)) eachText(value, (text) => given.add(text));
    }
    const own = (text: string, property: string): void => {
      if (text.length < shortestAnswer || common.test(text) || given.has(text)) return;
      const owners = this.owners.get(text) ?? new Map<string, string>();
      this.owners.set(text, owners);
      if (owners.has(resource.urn)) return;
      owners.set(resource.urn, property);
      const texts = this.answers.get(resource.urn) ?? [];
      this.answers.set(resource.urn, texts);
      texts.push(text);
    };
    if (resource.id !== undefined) own(resource.id, "id");
    for (const key of Object.keys(resource.outputs).sort()) eachLeaf(resource.outputs[key], key, own);
  }

  private reader(origins: ReadonlySet<string>): Reader {
    const marks = new Map<string, Mark>();
    for (const urn of origins) {
      for (const text of this.answers.get(urn) ?? []) {
        const owners = this.owners.get(text);
        if (owners === undefined || owners.size > mostOwners || marks.has(text)) continue;
        const candidates = [...owners].filter(([owner]) => origins.has(owner)).map(([owner, property]) => `${owner}#${property}`);
        marks.set(text, { candidates: candidates.sort() });
      }
    }
    if (marks.size === 0) return (text) => [text];
    const longestFirst = [...marks.keys()].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
    const finder = new RegExp(`(${longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|")})`);
    return (text) => text.split(finder).filter((part) => part !== "").map((part) => marks.get(part) ?? part);
  }
}

function eachLeaf(value: unknown, path: string, visit: (text: string, path: string) => void): void {
  const secret = secretOf(value);
  if (secret !== undefined) eachLeaf(secret.value, path, visit);
  else if (typeof value === "string") visit(value, path);
  else if (Array.isArray(value)) value.forEach((item, index) => { eachLeaf(item, `${path}[${String(index)}]`, visit); });
  else if (isRecord(value)) for (const key of Object.keys(value).sort()) eachLeaf(value[key], `${path}.${key}`, visit);
}

/** True where two texts say the same, whatever IDs their references have. */
export function sameParts(one: readonly Part[], other: readonly Part[]): boolean {
  return one.length === other.length && one.every((part, index) => {
    const twin = other[index];
    if (typeof part === "string" || typeof twin === "string" || twin === undefined) return part === twin;
    return part.candidates.some((candidate) => twin.candidates.includes(candidate)
      || twin.candidates.some((name) => urnIn(name) === urnIn(candidate) && isIdentity(name) && isIdentity(candidate)));
  });
}

/** AWS often has one text for the ID, the name and the resource itself; the first of them stands for all. */
function isIdentity(candidate: string): boolean {
  return /#(id|name|bucket|identifier)$/.test(candidate);
}

/** Text with references in the form `${name.property}`. */
export function spell(parts: readonly Part[]): string {
  return parts.map((part) => {
    if (typeof part === "string") return part;
    const [first = "#"] = part.candidates;
    return `\${${nameOf({ urn: urnIn(first) })}.${first.slice(first.lastIndexOf("#") + 1)}}`;
  }).join("");
}

/** URN of a candidate of a {@link Mark}. */
export function urnIn(candidate: string): string {
  return candidate.slice(0, candidate.lastIndexOf("#"));
}
