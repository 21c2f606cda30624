import type { Graph } from "../recorder/graph";
import type { PlaceView } from "../preview/graph/places";
import { World } from "./edges";
import { type Missing, missingIn, type Outlook } from "./missing";
import { type Findings, withoutPlace } from "./side";

/** What a proof has to know of a stack beside its graph. */
export interface Stage {
  readonly places: readonly [PlaceView, PlaceView];
  readonly strategy: string;
  /** The graph once the roles have swapped, to name what a standby first has to get. Without it, the strategy's own words are all there is. */
  readonly swapped?: Graph;
}

/** One place alone, the other lost. */
export interface Side extends Findings {
  readonly place: PlaceView;
  readonly lost: PlaceView;
  /** What stands only in the lost place, or stands still here, and has to come before this place serves. */
  readonly missing: readonly Missing[];
}

/** Whether each place of a stack works on without the other. */
export interface Proof {
  readonly project: string;
  readonly stack: string;
  readonly resources: number;
  readonly strategy: string;
  /** In the order of the places' birth. Roles swap, so each is held to the same. */
  readonly sides: readonly [Side, Side];
  /** Secrets that the graph does not hold, as `<name>: <path>`: nothing is proved about them. */
  readonly hidden: readonly string[];
}

/**
 * Proves that each place of a graph serves without the other: no resource needs what lives only in the other place, by an answer of AWS in
 * an input, by waiting for it, by a name in a text, or by its provider. What may stand all the same is excused, one by one.
 *
 * It sees what the program tells AWS. It does not see what code inside a function or an image calls.
 */
export function proofOf(graph: Graph, { places, strategy, swapped }: Stage): Proof {
  const world = new World(graph, places);
  const outlook = { graph, strategy, swapped };
  const [one, other] = places;
  const sides: readonly [Side, Side] = [sideOf(world, [one, other], outlook), sideOf(world, [other, one], outlook)];
  return { project: graph.project, stack: graph.stack, resources: graph.resources.length, strategy, sides, hidden: [...world.hidden].sort() };
}

function sideOf(world: World, [place, lost]: readonly [PlaceView, PlaceView], outlook: Outlook): Side {
  return { place, lost, ...withoutPlace(world, place, lost), missing: missingIn(outlook, [place, lost]) };
}

/** True where neither place needs the other. */
export function isProved({ sides }: Proof): boolean {
  return sides.every(({ violations }) => violations.length === 0);
}
