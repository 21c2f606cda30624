import { isDeepStrictEqual } from "node:util";
import { type Graph, nameOf, type ResourceState } from "../../recorder/graph";
import type { Path } from "../diff/paths";
import { type Change, differences, valueAt } from "../diff/values";
import { locate, type PlaceView } from "../graph/places";
import { References } from "../graph/references";
import { type Neutral, neutralFor, neutralValue } from "./neutral";

/** A resource that stands in both places with other inputs. `before` is the first place's value, `after` the second's. */
export interface Unequal {
  /** Name without its place. */
  readonly name: string;
  readonly type: string;
  readonly changes: readonly Change[];
}

/** A resource that only one place has, with the number of resources below it. */
export interface Lone {
  readonly place: string;
  readonly name: string;
  readonly type: string;
  readonly below: number;
}

/** How two places differ. */
export interface Parity {
  readonly places: readonly [PlaceView, PlaceView];
  /** Resources that stand in both. */
  readonly twins: number;
  readonly lone: readonly Lone[];
  readonly unequal: readonly Unequal[];
}

/** Compares two places of a graph, as if both had the same name, region and addresses. What both say in the same words is alike. */
export function parityOf(graph: Graph, places: readonly [PlaceView, PlaceView]): Parity {
  const located = locate(graph, places.map(({ key }) => key));
  const references = new References(graph.resources);
  const [one, other] = places;
  const first = sideOf(located.byPlace.get(one.key) ?? [], { references, neutral: neutralFor({ here: one, there: other }) });
  const second = sideOf(located.byPlace.get(other.key) ?? [], { references, neutral: neutralFor({ here: other, there: one }) });
  const unequal: Unequal[] = [];
  let twins = 0;
  for (const [identity, member] of first) {
    const twin = second.get(identity);
    if (twin === undefined) continue;
    twins += 1;
    const changes = differences(member.inputs, twin.inputs, verbatim).changes.filter(({ path }) => !isOneValue(member.resource, twin.resource, path));
    if (changes.length > 0) unequal.push({ name: member.name, type: member.resource.type, changes });
  }
  return { places, twins, unequal, lone: [...loneIn(first, second, one), ...loneIn(second, first, other)] };
}

interface Member {
  readonly resource: ResourceState;
  readonly name: string;
  readonly inputs: unknown;
}

type Side = ReadonlyMap<string, Member>;

const verbatim = { before: (text: string) => [text], after: (text: string) => [text] };

/** True where both say the same, such as the ID of the one user pool: it belongs to one of them, and is nothing in which they differ. */
function isOneValue(one: ResourceState, other: ResourceState, path: Path): boolean {
  const value = valueAt(one.inputs, path);
  return value !== undefined && isDeepStrictEqual(value, valueAt(other.inputs, path));
}

function sideOf(resources: readonly ResourceState[], { references, neutral }: { references: References; neutral: Neutral }): Side {
  return new Map(resources.map((resource) => {
    const name = neutral(nameOf(resource));
    const types = resource.urn.split("::")[2] ?? resource.type;
    const inputs = neutralValue(resource.inputs, references.readerOf(resource), neutral);
    return [`${types}::${name}`, { resource, inputs, name: name.replace(/^<here>-?/, "") }];
  }));
}

/** Members without a twin; one under another of them is counted with it, and not listed. */
function loneIn(side: Side, others: Side, { key }: PlaceView): readonly Lone[] {
  const lone = [...side].filter(([identity]) => !others.has(identity)).map(([, member]) => member);
  const urns = new Set(lone.map(({ resource }) => resource.urn));
  const parents = new Map(lone.map(({ resource }) => [resource.urn, resource.parent ?? ""]));
  const topOf = (urn: string): string => urns.has(parents.get(urn) ?? "") ? topOf(parents.get(urn) ?? "") : urn;
  const below = new Map<string, number>();
  for (const urn of urns) below.set(topOf(urn), (below.get(topOf(urn)) ?? -1) + 1);
  return lone.filter(({ resource }) => below.has(resource.urn))
    .map(({ resource, name }) => ({ place: key, name, type: resource.type, below: below.get(resource.urn) ?? 0 }));
}
