import type { ResourceState } from "../recorder/graph";
import { eachLeaf, textsGiven } from "../preview/graph/texts";
import type { Homes } from "./homes";
import { namesPlace, type PlaceNames } from "./literals";

/** Whose answer a text is, and which of its properties. */
export interface Owner {
  readonly resource: ResourceState;
  readonly property: string;
}

/** An answer inside a text. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  /** More than one where resources answer alike, as a bucket and its parts do; in the order of the graph. */
  readonly owners: readonly Owner[];
}

/** Shorter answers turn up in text that has nothing to do with them. It is also how much of an answer's end it is looked up by. */
const shortest = 6;

/** More owners than this in one place, and the text is a common word such as `ACTIVE`. */
const mostOwners = 3;

/**
 * Words without a digit, such as `amazon` or `default`, constants such as `RSA_2048`, regions, zones and accounts: they look the same wherever
 * they come from. Of regions and zones, {@link namesPlace} knows those that matter.
 */
const common = /^(\D*|[A-Z0-9]+(_[A-Z0-9]+)+|[a-z]{2,3}(-[a-z]+)+-\d[a-z]?|\d{12})$/;

/**
 * What each resource was answered: its ID, ARN, address, host name. An answer is its resource's alone, so wherever it turns up
 * the resource is meant. What the program itself has chosen is no answer, unless it carries the name of its place.
 */
export class Marks {
  private readonly owners = new Map<string, Owner[]>();
  /** Answers by their last letters, which tell them apart better than the first: half of all begin with `arn:aws:`. */
  private readonly byEnd = new Map<string, string[]>();
  private readonly hits = new Map<string, readonly Hit[]>();

  constructor(resources: readonly ResourceState[], private readonly homes: Homes, private readonly names: readonly PlaceNames[]) {
    for (const resource of resources) if (resource.custom && !resource.type.startsWith("pulumi:")) this.note(resource);
    for (const [text, owners] of this.owners) {
      if (this.isCommon(owners)) continue;
      const end = text.slice(-shortest);
      this.byEnd.set(end, [...this.byEnd.get(end) ?? [], text]);
    }
  }

  /** Answers in a text; one that is part of a longer one is not listed. */
  in(text: string): readonly Hit[] {
    const known = this.hits.get(text) ?? this.find(text);
    this.hits.set(text, known);
    return known;
  }

  private find(text: string): readonly Hit[] {
    const hits: Hit[] = [];
    for (let end = shortest; end <= text.length; end += 1) {
      for (const answer of this.byEnd.get(text.slice(end - shortest, end)) ?? []) {
        const start = end - answer.length;
        if (text.endsWith(answer, end) && !isCut(text, answer, start)) hits.push({ start, end, owners: this.owners.get(answer) ?? [] });
      }
    }
    return hits.filter((hit) => !hits.some((other) => other !== hit && other.start <= hit.start && other.end >= hit.end));
  }

  private note(resource: ResourceState): void {
    const given = textsGiven(resource);
    const own = this.names.find(({ key }) => key === this.homes.of(resource));
    const add = (text: string, property: string): void => {
      if (text.length < shortest || common.test(text)) return;
      if (given.has(text) && !(property === "id" && own !== undefined && namesPlace(text, own))) return;
      const owners = this.owners.get(text) ?? [];
      this.owners.set(text, owners);
      if (!owners.some((owner) => owner.resource === resource)) owners.push({ resource, property });
    };
    if (resource.id !== undefined) add(resource.id, "id");
    for (const key of Object.keys(resource.outputs).sort()) eachLeaf(resource.outputs[key], key, add);
  }

  /** A word that many have, or that both sides have, tells nothing about where it comes from. */
  private isCommon(owners: readonly Owner[]): boolean {
    const homes = new Set(owners.map(({ resource }) => this.homes.of(resource)));
    return homes.size > 1 || (owners.length > mostOwners && owners.every(({ property }) => property !== "id" && property !== "arn"));
  }
}

/** Digits go on: `10.0.0.1` is not in `10.0.0.12`. */
function isCut(text: string, answer: string, start: number): boolean {
  if (!/^[\d.]+$/.test(answer)) return false;
  return /[\d.]/.test(text.charAt(start - 1)) || /\d/.test(text.charAt(start + answer.length));
}
