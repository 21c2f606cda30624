import { nameOf, type ResourceState } from "../../recorder/graph";
import { eachLeaf, textsGiven } from "./texts";

/** An answer of a resource inside a text: which properties of which resources have it. */
export interface Mark {
  /** `<urn>#<property>`, sorted. Often more than one: AWS likes one text for the ID, the name and the ARN. */
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
 * for the same things compare equal. Only answers of what the reader's own resource depends on, however far, are looked for.
 */
export class References {
  /** Owners of each answer, and by which of their properties. */
  private readonly owners = new Map<string, Map<string, string[]>>();
  /** Answers by how they start, the longest first. */
  private readonly byStart = new Map<string, string[]>();
  /** One for each trace that the start of an answer leaves: nearly all places of a text have none of them. */
  private readonly traces = new Uint8Array(traceCount);
  private readonly resources: ReadonlyMap<string, ResourceState>;
  private readonly origins = new Map<string, ReadonlySet<string>>();

  constructor(resources: readonly ResourceState[]) {
    this.resources = new Map(resources.map((resource) => [resource.urn, resource]));
    for (const resource of resources) if (resource.custom) this.note(resource);
    for (const [text, owners] of this.owners) {
      if (owners.size > mostOwners) continue;
      const start = text.slice(0, shortestAnswer);
      this.byStart.set(start, [...this.byStart.get(start) ?? [], text]);
      this.traces[traceAt(text, 0)] = 1;
    }
    for (const texts of this.byStart.values()) texts.sort((one, other) => other.length - one.length);
  }

  /** Reader of the texts of one resource. */
  readerOf(resource: ResourceState): Reader {
    return (text) => this.read(text, this.originsOf(resource));
  }

  /** Reader that knows the answers of every resource, for the outputs of the stack. */
  readerOfAll(): Reader {
    return (text) => this.read(text, new Set(this.resources.keys()));
  }

  private note(resource: ResourceState): void {
    const given = textsGiven(resource);
    const own = (text: string, property: string): void => {
      if (text.length < shortestAnswer || common.test(text) || given.has(text)) return;
      const owners = this.owners.get(text) ?? new Map<string, string[]>();
      this.owners.set(text, owners);
      owners.set(resource.urn, [...owners.get(resource.urn) ?? [], property]);
    };
    if (resource.id !== undefined) own(resource.id, "id");
    for (const key of Object.keys(resource.outputs).sort()) eachLeaf(resource.outputs[key], key, own);
  }

  /** URNs of all that a resource depends on, directly or not: many an output only hands on what another resource answered. */
  private originsOf(resource: ResourceState): ReadonlySet<string> {
    const known = this.origins.get(resource.urn);
    if (known !== undefined) return known;
    const origins = new Set<string>();
    this.origins.set(resource.urn, origins);
    const direct = [...resource.dependencies ?? [], ...Object.values(resource.propertyDependencies ?? {}).flat()];
    for (const urn of direct) {
      if (origins.has(urn)) continue;
      origins.add(urn);
      const origin = this.resources.get(urn);
      if (origin !== undefined) for (const further of this.originsOf(origin)) origins.add(further);
    }
    return origins;
  }

  private read(text: string, origins: ReadonlySet<string>): readonly Part[] {
    const parts: Part[] = [];
    let from = 0;
    for (let at = 0; at + shortestAnswer <= text.length; at += 1) {
      const found = this.answerAt(text, at, origins);
      if (found === undefined) continue;
      if (at > from) parts.push(text.slice(from, at));
      parts.push(found.mark);
      from = at + found.length;
      at = from - 1;
    }
    if (from < text.length) parts.push(text.slice(from));
    return parts;
  }

  private answerAt(text: string, at: number, origins: ReadonlySet<string>): { readonly mark: Mark; readonly length: number } | undefined {
    if (this.traces[traceAt(text, at)] === 0) return undefined;
    for (const answer of this.byStart.get(text.slice(at, at + shortestAnswer)) ?? []) {
      if (!text.startsWith(answer, at)) continue;
      const candidates = [...this.owners.get(answer) ?? []].filter(([owner]) => origins.has(owner))
        .flatMap(([owner, properties]) => properties.map((property) => `${owner}#${property}`));
      if (candidates.length > 0) return { mark: { candidates: candidates.sort() }, length: answer.length };
    }
    return undefined;
  }
}

const traceCount = 2 ** 14;

/** A number that is the same wherever a text goes on with the same {@link shortestAnswer} characters. */
function traceAt(text: string, at: number): number {
  return (text.charCodeAt(at) ^ (text.charCodeAt(at + 2) << 3) ^ (text.charCodeAt(at + 4) << 6) ^ (text.charCodeAt(at + 5) << 9)) & (traceCount - 1);
}

/** True where two texts say the same, whatever IDs their references have. */
export function sameParts(one: readonly Part[], other: readonly Part[]): boolean {
  return one.length === other.length && one.every((part, index) => {
    const twin = other[index];
    if (typeof part === "string" || typeof twin === "string" || twin === undefined) return part === twin;
    return part.candidates.some((candidate) => twin.candidates.includes(candidate));
  });
}

/** Text with references in the form `${name.property}`. */
export function spell(parts: readonly Part[]): string {
  return parts.map((part) => {
    if (typeof part === "string") return part;
    const first = part.candidates.find((candidate) => candidate.endsWith("#id")) ?? part.candidates[0] ?? "#";
    return `\${${nameOf({ urn: urnIn(first) })}.${first.slice(first.lastIndexOf("#") + 1)}}`;
  }).join("");
}

/** URN of a candidate of a {@link Mark}. */
export function urnIn(candidate: string): string {
  return candidate.slice(0, candidate.lastIndexOf("#"));
}
