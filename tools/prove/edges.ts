import { type Graph, nameOf, type ResourceState } from "../recorder/graph";
import type { PlaceView } from "../preview/graph/places";
import { Homes } from "./homes";
import { literalsIn, namesOf, type PlaceNames } from "./literals";
import { type Hit, Marks, type Owner } from "./marks";
import { readingsOf, type Reading } from "./readings";

/** How a resource leans on another: by its answer in an input, by waiting for it, by a name in a text, or by who keeps it. */
export type By = "answer" | "dependency" | "literal" | "provider";

/** One resource that needs another, or a place. */
export interface Edge {
  readonly from: ResourceState;
  /** Path in the inputs, or `dependsOn`, or `provider`. */
  readonly at: string;
  readonly by: By;
  /** Undefined for a name of which no resource is known. */
  readonly to: ResourceState | undefined;
  /** Property whose answer it is, for an answer. */
  readonly answer?: string;
  /** Text that names a place, for a literal; of a secret only the name itself. */
  readonly text?: string;
  /** Place that is needed; undefined for what belongs to none. */
  readonly home: string | undefined;
}

/** A graph with all that is known of who needs whom. Edges of a resource are found when first asked for. */
export class World {
  readonly homes: Homes;
  /** Secrets whose value the graph does not hold, as `<name>: <path>`. */
  readonly hidden = new Set<string>();
  private readonly names: readonly PlaceNames[];
  private readonly marks: Marks;
  private readonly byUrn: ReadonlyMap<string, ResourceState>;
  private readonly known = new Map<string, readonly Edge[]>();

  constructor(readonly graph: Graph, places: readonly PlaceView[]) {
    this.homes = new Homes(graph, places.map(({ key }) => key));
    this.names = places.map(namesOf);
    this.marks = new Marks(graph.resources, this.homes, this.names);
    this.byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
  }

  /** What a resource needs, the plainest evidence first. */
  edgesOf(resource: ResourceState): readonly Edge[] {
    const known = this.known.get(resource.urn);
    if (known !== undefined) return known;
    const { found, hidden } = readingsOf(resource.inputs);
    for (const at of hidden) this.hidden.add(`${nameOf(resource)}: ${at}`);
    const written = found.flatMap((reading) => this.inText(resource, reading));
    const edges = unique([...this.strays(resource), ...written, ...this.awaited(resource, written)]);
    this.known.set(resource.urn, edges);
    return edges;
  }

  /** Answers in a text, and what names another place in the rest of it. */
  private inText(from: ResourceState, { at, text, secret }: Reading): Edge[] {
    const hits = this.marks.in(text);
    const answers = hits.flatMap((hit): Edge[] => {
      const { resource, property } = this.likeliest(hit, from);
      return resource === from ? [] : [{ from, at, by: "answer", to: resource, answer: property, home: this.homes.of(resource) }];
    });
    const rest = hits.reduce((left, { start, end }) => left.slice(0, start) + " ".repeat(end - start) + left.slice(end), text);
    const own = this.homes.of(from);
    const literals = this.names.filter(({ key }) => key !== own).flatMap((names) => literalsIn(rest, names).map(({ literal, word }): Edge =>
      ({ from, at, by: "literal", to: undefined, text: secret ? literal : word, home: names.key })));
    return [...answers, ...literals];
  }

  /** Of resources that answer alike, the one that the program says it waits for, else the first. */
  private likeliest({ owners }: Hit, from: ResourceState): Owner {
    const [first] = owners;
    const named = owners.find(({ resource }) => from.dependencies?.includes(resource.urn) === true) ?? first;
    if (named === undefined) throw new Error("an answer has no owner");
    return named;
  }

  /** What is waited for beyond what the texts show. */
  private awaited(from: ResourceState, written: readonly Edge[]): Edge[] {
    const shown = new Set(written.map(({ at, to }) => `${propertyOf(at)} ${to?.urn ?? ""}`));
    const properties = Object.entries(from.propertyDependencies ?? {});
    const explained = new Set(properties.flatMap(([, urns]) => urns));
    const plain = (from.dependencies ?? []).filter((urn) => !explained.has(urn));
    return [...properties, ["dependsOn", plain] as const].flatMap(([at, urns]) => urns.flatMap((urn): Edge[] => {
      const to = this.byUrn.get(urn);
      return to === undefined || shown.has(`${at} ${urn}`) ? [] : [{ from, at, by: "dependency", to, home: this.homes.of(to) }];
    }));
  }

  /** A resource that is named after one place and kept by the provider of another. */
  private strays(from: ResourceState): Edge[] {
    const home = this.homes.strayIn(from);
    const provider = (from.provider ?? "").replace(/::[^:]*$/, "");
    return home === undefined ? [] : [{ from, at: "provider", by: "provider", to: this.byUrn.get(provider), home }];
  }
}

/** Property that a path starts with. */
export function propertyOf(at: string): string {
  return /^[^.[\s]+/.exec(at)?.[0] ?? at;
}

function unique(edges: readonly Edge[]): readonly Edge[] {
  return [...new Map(edges.map((edge) => [[edge.at, edge.by, edge.to?.urn, edge.answer, edge.text].join(" "), edge])).values()];
}
