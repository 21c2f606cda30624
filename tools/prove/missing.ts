import { type Graph, nameOf, type ResourceState } from "../recorder/graph";
import { locate, type PlaceView } from "../preview/graph/places";
import { neutralFor } from "../preview/parity/neutral";
import { type Part, partsMovedBySwap, strategies } from "../../stacks/posture";

/** Something that a place has to get before it can take over. */
export type Missing =
  /** A resource that the place gets when it becomes the primary, with the number of resources below it. */
  | { readonly kind: "build"; readonly name: string; readonly type: string; readonly below: number }
  /** The same, where the graph of that day is not at hand: the parts of a place that its strategy leaves out. */
  | { readonly kind: "part"; readonly part: Part }
  /** A service that stands and does not run, with the tasks that it runs in the other place. */
  | { readonly kind: "start"; readonly name: string; readonly tasks: number };

/** What is known of a stack when somebody asks what it lacks. */
export interface Outlook {
  readonly graph: Graph;
  readonly strategy: string;
  /** The graph once the roles have swapped. */
  readonly swapped: Graph | undefined;
}

/** What a place lacks to be the primary. */
export function missingIn(outlook: Outlook, [place, other]: readonly [PlaceView, PlaceView]): readonly Missing[] {
  const unbuilt = place.role === "primary" ? [] : outlook.swapped === undefined ? partsLeftOut(outlook.strategy) : added(outlook.graph, outlook.swapped, place);
  return [...unbuilt, ...idle(outlook.graph, place, other)];
}

function partsLeftOut(strategy: string): readonly Missing[] {
  const known = strategies.find((each) => each === strategy);
  return known === undefined ? [] : partsMovedBySwap(known).map((part) => ({ kind: "part", part }));
}

/** What a later graph has in a place beyond an earlier one, by its topmost parts. */
function added(before: Graph, after: Graph, { key }: PlaceView): readonly Missing[] {
  const known = new Set(before.resources.map(({ urn }) => urn));
  const fresh = new Map((locate(after, [key]).byPlace.get(key) ?? []).filter(({ urn }) => !known.has(urn)).map((resource) => [resource.urn, resource]));
  const topOf = (resource: ResourceState): ResourceState => {
    const parent = fresh.get(resource.parent ?? "");
    return parent === undefined ? resource : topOf(parent);
  };
  const below = new Map<ResourceState, number>();
  for (const resource of fresh.values()) below.set(topOf(resource), (below.get(topOf(resource)) ?? -1) + 1);
  return [...below].map(([resource, number]) => ({ kind: "build", name: nameOf(resource), type: resource.type, below: number }));
}

const scaled = "aws:appautoscaling/target:Target";

/** Services whose smallest size is none here and some there. */
function idle(graph: Graph, here: PlaceView, there: PlaceView): readonly Missing[] {
  const { byPlace } = locate(graph, [here.key, there.key]);
  const targets = ({ key }: PlaceView): readonly ResourceState[] => (byPlace.get(key) ?? []).filter(({ type }) => type === scaled);
  const [home, abroad] = [neutralFor({ here, there }), neutralFor({ here: there, there: here })];
  const sizes = new Map(targets(there).map((target) => [abroad(nameOf(target)), target.inputs["minCapacity"]]));
  return targets(here).flatMap((target): Missing[] => {
    const tasks = sizes.get(home(nameOf(target)));
    return target.inputs["minCapacity"] !== 0 || typeof tasks !== "number" || tasks === 0 ? [] : [{ kind: "start", name: nameOf(target), tasks }];
  });
}
