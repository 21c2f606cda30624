import { type Graph } from "../../../tools/recorder/graph";
import { apiHops } from "./api-hops";
import { functionHops } from "./function-hops";
import { eventHops } from "./event-hops";
import { serviceHops } from "./service-hops";
import { Gap, World } from "./world";

/** A place to walk through. */
export interface Here {
  readonly place: string;
  readonly region: string;
  /** Whether the user pool was born here. */
  readonly birth: boolean;
}

/** One step of a way: who calls whom, and what keeps it from doing so. */
export interface Hop {
  readonly name: string;
  readonly problems: () => string[];
}

/** Every hop of the platform in a place. */
export function hopsOf(world: World, here: Here): readonly Hop[] {
  return [serviceHops, apiHops, functionHops, eventHops].flatMap((hops) => hops(world, here));
}

/** May A call B: one line for everything that keeps anybody from whom it has to call. Nothing, where all can. */
export function walk(graph: Pick<Graph, "resources">, here: Here): string[] {
  return hopsOf(new World(graph), here).flatMap(linesOf);
}

/** What keeps somebody from one hop. */
export function linesOf({ name, problems }: Hop): string[] {
  try {
    return problems().map((problem) => `${name}: ${problem}`);
  } catch (error) {
    if (error instanceof Gap) return [`${name}: ${error.message}`];
    throw error;
  }
}
