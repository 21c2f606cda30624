import type { Graph, ResourceState } from "../recorder/graph";
import { parseProviderRef } from "../recorder/urn";
import { locate } from "../preview/graph/places";

/** Where each resource of a graph lives, and where its name says that it does. */
export class Homes {
  private readonly named = new Map<string, string>();
  private readonly regions = new Map<string, string>();
  private readonly kept = new Map<string, string | undefined>();

  constructor(graph: Graph, keys: readonly string[]) {
    for (const [key, resources] of locate(graph, keys).byPlace) for (const { urn } of resources) this.named.set(urn, key);
    for (const { urn, inputs: { region } } of graph.resources) if (typeof region === "string") this.regions.set(urn, region);
  }

  /** Key of the place whose provider keeps a resource, else of the place that it is named after; undefined for what belongs to none. */
  of(resource: ResourceState): string | undefined {
    return this.keptBy(resource) ?? this.named.get(resource.urn);
  }

  /** Key of the place whose provider keeps a resource that is named after another; undefined where the two agree. */
  strayIn(resource: ResourceState): string | undefined {
    const [kept, named] = [this.keptBy(resource), this.named.get(resource.urn)];
    return kept === undefined || named === undefined || kept === named ? undefined : kept;
  }

  /** Key of the place that a resource is named after, by itself or by what it is a part of. */
  namedAfter(resource: ResourceState): string | undefined {
    return this.named.get(resource.urn);
  }

  /** Region of a resource's provider. */
  regionOf({ provider = "" }: ResourceState): string | undefined {
    return this.regions.get(parseProviderRef(provider).urn);
  }

  private keptBy({ provider = "" }: ResourceState): string | undefined {
    if (!this.kept.has(provider)) this.kept.set(provider, this.named.get(parseProviderRef(provider).urn));
    return this.kept.get(provider);
  }
}

/** True for what stands in AWS: no component, no provider, nothing that lives in the state alone. */
export function isReal({ custom, type }: ResourceState): boolean {
  return custom && !/^(pulumi|random):/.test(type);
}
