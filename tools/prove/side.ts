import type { ResourceState } from "../recorder/graph";
import type { PlaceView } from "../preview/graph/places";
import { isReal } from "./homes";
import { type Edge, propertyOf, type World } from "./edges";
import { excuses } from "./excused";
import { type Excuse, excuseOf } from "./excuses";
import { attachedBy, regionless, servingTypes } from "./resource-types";

/** A step from a resource to one that it needs, or to a part of it. */
export interface Hop {
  readonly edge: Edge;
  /** True where the edge runs the other way: it is the part that names the whole. */
  readonly attached: boolean;
}

/** A need that must not be, and how it comes to matter. */
export interface Violation {
  /** All at one place of one resource's inputs, the plainest evidence first. */
  readonly edges: readonly [Edge, ...Edge[]];
  /** From what serves users to the resource that needs; undefined where nothing that serves leads to it. */
  readonly path: readonly Hop[] | undefined;
  /** Undefined where it is the other place that is needed; else the one region that is. */
  readonly region: string | undefined;
}

/** What a place does without another. */
export interface Findings {
  /** Number of the place's resources in AWS. */
  readonly standing: number;
  /** Number of those among them that serve users, or that something which serves needs. */
  readonly serving: number;
  readonly roots: readonly ResourceState[];
  readonly excused: readonly { readonly excuse: Excuse; readonly edges: readonly Edge[] }[];
  readonly violations: readonly Violation[];
}

/** Looks at a place as if another were lost. */
export function withoutPlace(world: World, place: PlaceView, lost: PlaceView): Findings {
  return new Search(world, place.key, lost.key).run();
}

class Search {
  /** How each resource was reached; roots by no hop. */
  private readonly reached = new Map<string, { readonly resource: ResourceState; readonly hop: Hop | undefined }>();
  private readonly standing: readonly ResourceState[];
  private readonly parts = new Map<string, Edge[]>();

  constructor(private readonly world: World, private readonly place: string, private readonly lost: string) {
    this.standing = world.graph.resources.filter((resource) => world.homes.of(resource) === place || world.homes.namedAfter(resource) === place);
    for (const resource of this.standing) this.attach(resource);
  }

  run(): Findings {
    const roots = this.standing.filter(({ type }) => servingTypes.has(type));
    this.spread(roots);
    const looked = new Map([...this.reached.values()].map(({ resource }) => [resource.urn, resource]));
    for (const resource of this.standing) looked.set(resource.urn, resource);
    const cut = [...looked.values()].flatMap((resource) => this.world.edgesOf(resource).filter((edge) => this.isCut(edge)));
    const [excused, refused] = this.judge(cut);
    const real = this.standing.filter(isReal);
    const serving = real.filter(({ urn }) => this.reached.has(urn)).length;
    return { standing: real.length, serving, roots, excused, violations: this.violationsOf(refused) };
  }

  private attach(resource: ResourceState): void {
    const property = attachedBy[resource.type];
    if (property === undefined) return;
    for (const edge of this.world.edgesOf(resource)) {
      if (propertyOf(edge.at) !== property || edge.to === undefined || edge.home !== this.place) continue;
      this.parts.set(edge.to.urn, [...this.parts.get(edge.to.urn) ?? [], edge]);
    }
  }

  /**
   * Follows needs and parts from the roots, never into what is lost. What is only waited for comes after all that answers lead to, so that
   * a path shows what is really taken.
   */
  private spread(roots: readonly ResourceState[]): void {
    for (const resource of roots) this.reached.set(resource.urn, { resource, hop: undefined });
    const [queue, waited]: [ResourceState[], Hop[]] = [[...roots], []];
    const reach = (hop: Hop): void => {
      const next = hop.attached ? hop.edge.from : hop.edge.to;
      if (next === undefined || this.reached.has(next.urn)) return;
      this.reached.set(next.urn, { resource: next, hop });
      queue.push(next);
    };
    for (let rest = true; rest;) {
      for (let resource = queue.shift(); resource !== undefined; resource = queue.shift()) {
        const needs = this.world.edgesOf(resource).filter((edge) => !this.isCut(edge)).map((edge) => ({ edge, attached: false }));
        waited.push(...needs.filter(({ edge }) => edge.by === "dependency"));
        needs.filter(({ edge }) => edge.by !== "dependency").forEach(reach);
        (this.parts.get(resource.urn) ?? []).forEach((edge) => { reach({ edge, attached: true }); });
      }
      const next = waited.shift();
      if (next !== undefined) reach(next);
      rest = next !== undefined;
    }
  }

  /** True for an edge that leads to the lost place, or to a region that may be lost as well. */
  private isCut(edge: Edge): boolean {
    return edge.home === this.lost || this.soleRegionOf(edge) !== undefined;
  }

  /** Region of a resource that belongs to no place, where that region is all that it has. */
  private soleRegionOf({ to, home }: Edge): string | undefined {
    if (home !== undefined || to === undefined || !to.type.startsWith("aws:") || regionless[to.type] !== undefined) return undefined;
    return this.world.homes.regionOf(to);
  }

  private judge(edges: readonly Edge[]): readonly [Findings["excused"], readonly Edge[]] {
    const excused = new Map<Excuse, Edge[]>();
    const refused: Edge[] = [];
    for (const edge of edges) {
      const excuse = excuseOf(edge, [this.place, this.lost], excuses);
      if (excuse === undefined) refused.push(edge);
      else excused.set(excuse, [...excused.get(excuse) ?? [], edge]);
    }
    return [[...excused].map(([excuse, all]) => ({ excuse, edges: all })), refused];
  }

  private violationsOf(edges: readonly Edge[]): readonly Violation[] {
    const grouped = new Map<string, [Edge, ...Edge[]]>();
    for (const edge of edges) {
      const key = `${edge.from.urn} ${edge.at}`;
      const group = grouped.get(key);
      if (group === undefined) grouped.set(key, [edge]);
      else group.push(edge);
    }
    return [...grouped.values()].map((group) => ({ edges: group, path: this.pathTo(group[0].from), region: this.soleRegionOf(group[0]) }));
  }

  private pathTo(resource: ResourceState): readonly Hop[] | undefined {
    const last = this.reached.get(resource.urn);
    if (last === undefined) return undefined;
    const path: Hop[] = [];
    for (let hop = last.hop; hop !== undefined;) {
      path.unshift(hop);
      hop = this.reached.get(hop.attached ? hop.edge.to?.urn ?? "" : hop.edge.from.urn)?.hop;
    }
    return path;
  }
}
