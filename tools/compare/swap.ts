import { type Graph, nameOf, type ResourceState } from "../recorder/graph";
import { isReal } from "../prove/homes";
import type { ForcingOf } from "../preview/diff/forcing";
import { planOf, type Step } from "../preview/diff/plan";
import { shortType } from "../preview/graph/places";

/** A name that comes or goes, with the number of resources in AWS that carry it or are below what carries it. */
export interface Top {
  readonly name: string;
  readonly resources: number;
}

/** What an update does once the roles have swapped, in resources of AWS. */
export interface Swap {
  readonly creates: readonly Top[];
  readonly deletes: readonly Top[];
  /** `use2-service-app  aws:ecs:TaskDefinition`. */
  readonly replaces: readonly string[];
  readonly updates: readonly string[];
  /** Resources in AWS among the deleted and the replaced that are protected: the engine refuses, until they are not. */
  readonly refused: number;
}

/** Compares the graphs of a stack before and after its roles have swapped. */
export function swapOf(before: Graph, after: Graph, forcingOf: ForcingOf): Swap {
  const { steps } = planOf(before, after, forcingOf);
  const of = (action: Step["action"]): readonly Step[] => steps.filter((step) => step.action === action);
  const real = new Set(before.resources.filter(isReal).map(({ urn }) => urn));
  return {
    creates: topsOf(steps, "create", after),
    deletes: topsOf(steps, "delete", before),
    replaces: of("replace").map(({ name, type }) => `${name}  ${shortType(type)}`).sort(),
    updates: of("update").map(({ name }) => name).sort(),
    refused: steps.filter(({ refused, urn }) => refused && real.has(urn)).length,
  };
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
