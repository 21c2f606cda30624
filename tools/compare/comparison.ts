import type { ForcingOf } from "../preview/diff/forcing";
import { locate } from "../preview/graph/places";
import { type Loss, lossesOf } from "../../stacks/loss";
import type { Graph, ResourceState } from "../recorder/graph";
import { carriagesOf } from "./stores";
import { isReal } from "../prove/homes";
import { type Swap, swapOf } from "./swap";
import type { Variant } from "./variants";

/** A strategy that can be planned: what stands, what a swap does, what may be lost. */
export interface Planned {
  readonly kind: "planned";
  readonly variant: Variant;
  /** Resources in AWS by place, and `shared`. */
  readonly resources: Readonly<Record<string, number>>;
  /** Tasks that run in the standby, by service; a service that is not there is left out. */
  readonly standbyTasks: Readonly<Record<string, number>>;
  /** Instances of the database in the standby. */
  readonly standbyInstances: number;
  readonly swap: Swap;
  /** What a lost region takes with it, by kind of data; empty where nothing is stored. */
  readonly losses: readonly Loss[];
}

/** A strategy that the settings refuse, though as little as possible was changed. */
export interface Refused {
  readonly kind: "refused";
  readonly variant: Variant;
}

export type Column = Planned | Refused;

/** The strategies of one stack, the readiest first. */
export interface Comparison {
  readonly project: string;
  readonly stack: string;
  /** Strategy that the stack's own settings choose. */
  readonly chosen: string;
  readonly standby: string;
  readonly promisedMinutes: number;
  readonly columns: readonly Column[];
}

/** The two graphs of a strategy: as it is, and with the roles swapped. */
export interface Roles {
  readonly before: Graph;
  readonly after: Graph;
}

/** What a strategy comes to, by its graphs. */
export function plannedOf(variant: Variant, { before, after }: Roles, forcingOf: ForcingOf): Planned {
  const { places, primary } = variant.settings;
  const located = locate(before, places.map(({ key }) => key));
  const standby = places.find(({ key }) => key !== primary)?.key ?? "";
  const waiting = located.byPlace.get(standby) ?? [];
  return {
    kind: "planned", variant,
    resources: Object.fromEntries([...located.byPlace, ["shared", located.shared] as const].map(([key, all]) => [key, all.filter(isReal).length])),
    standbyTasks: tasksOf(waiting, standby),
    standbyInstances: waiting.filter(({ type }) => type === "aws:rds/clusterInstance:ClusterInstance").length,
    swap: swapOf(before, after, forcingOf),
    losses: lossesOf(carriagesOf(before, located)),
  };
}

/** Smallest number of tasks of each service of a place. */
function tasksOf(resources: readonly ResourceState[], place: string): Readonly<Record<string, number>> {
  const targets = resources.filter(({ type }) => type === "aws:appautoscaling/target:Target");
  return Object.fromEntries(targets.map(({ urn, inputs }) => [urn.slice(urn.lastIndexOf("::") + 2).replace(`${place}-service-`, ""), Number(inputs["minCapacity"])]));
}
