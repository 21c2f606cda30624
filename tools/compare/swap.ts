import { type Graph, nameOf, type ResourceState } from "../recorder/graph";
import { isReal } from "../prove/homes";
import type { ForcingOf } from "../preview/diff/forcing";
import { planOf, type Step } from "../preview/diff/plan";

/** A name that comes or goes, with the number of resources in AWS that carry it or are below what carries it. */
export interface Top {
  readonly name: string;
  readonly resources: number;
}

/** What an update does once the roles have swapped, in resources of AWS. */
export interface Swap {
  readonly creates: readonly Top[];
  readonly deletes: readonly Top[];
  readonly replaces: readonly string[];
  readonly updates: readonly string[];
}

/** Compares the graphs of a stack before and after its roles have swapped. */
export function swapOf(before: Graph, after: Graph, forcingOf: ForcingOf): Swap {
  const { steps } = planOf(before, after, forcingOf);
  const names = (action: Step["action"]): readonly string[] => steps.filter((step) => step.action === action).map(({ name }) => name).sort();
  return { creates: topsOf(steps, "create", after), deletes: topsOf(steps, "delete", before), replaces: names("replace"), updates: names("update") };
}

/** Number of resources in AWS. */
export function sizeOf(tops: readonly Top[]): number {
  return tops.reduce((sum, { resources }) => sum + resources, 0);
}

/** What is created, or deleted, by its topmost components. */
function topsOf(steps: readonly Step[], action: "create" | "delete", { resources }: Graph): readonly Top[] {
  const urns = new Set(steps.filter((step) => step.action === action).map(({ urn }) => urn));
  const moved = new Map(resources.filter(({ urn }) => urns.has(urn)).map((resource) => [resource.urn, resource]));
  const topOf = (resource: ResourceState): ResourceState => {
    const parent = moved.get(resource.parent ?? "");
    return parent === undefined ? resource : topOf(parent);
  };
  const sizes = new Map<string, number>();
  for (const resource of moved.values()) {
    const name = nameOf(topOf(resource));
    sizes.set(name, (sizes.get(name) ?? 0) + (isReal(resource) ? 1 : 0));
  }
  return [...sizes].map(([name, size]) => ({ name, resources: size }));
}
