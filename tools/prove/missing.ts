import { type Graph, nameOf, type ResourceState } from "../recorder/graph";
import { locate, type PlaceView } from "../preview/graph/places";
import { neutralFor } from "../preview/parity/neutral";
import { partsMovedBySwap, strategies } from "../../stacks/posture";

/** Something that a place has to get before it can take over. */
export type Missing =
  /** A resource that only the other place has, with the number of resources below it. */
  | { readonly kind: "build"; readonly name: string; readonly type: string; readonly below: number }
  /** A service that stands and does not run, with the tasks that it runs in the other place. */
  | { readonly kind: "start"; readonly name: string; readonly tasks: number };

/** What a place lacks that the other has: under a strategy that keeps it unbuilt, and whatever stands still. */
export function missingIn(graph: Graph, [place, other]: readonly [PlaceView, PlaceView], strategy: string): readonly Missing[] {
  const { byPlace } = locate(graph, [place.key, other.key]);
  const here = twins(byPlace.get(place.key) ?? [], place, other);
  const there = twins(byPlace.get(other.key) ?? [], other, place);
  const known = strategies.find((each) => each === strategy);
  const unbuilt = known === undefined || partsMovedBySwap(known).length === 0 ? [] : lone(there, here, [place, other]);
  return [...unbuilt, ...idle(here, there)];
}

type Twins = ReadonlyMap<string, ResourceState>;

/** Resources by what they are called on either side. */
function twins(resources: readonly ResourceState[], here: PlaceView, there: PlaceView): Twins {
  const neutral = neutralFor({ here, there });
  return new Map(resources.map((resource) => [`${resource.urn.split("::")[2] ?? ""}::${neutral(nameOf(resource))}`, resource]));
}

/** What one side has and the other lacks, by its topmost parts, called as the other side would call them. */
function lone(having: Twins, lacking: Twins, [here, there]: readonly [PlaceView, PlaceView]): readonly Missing[] {
  const alone = new Map([...having].filter(([identity]) => !lacking.has(identity)).map(([, resource]) => [resource.urn, resource]));
  const topOf = (resource: ResourceState): ResourceState => {
    const parent = alone.get(resource.parent ?? "");
    return parent === undefined ? resource : topOf(parent);
  };
  const below = new Map<ResourceState, number>();
  for (const resource of alone.values()) below.set(topOf(resource), (below.get(topOf(resource)) ?? -1) + 1);
  return [...below].map(([resource, number]) =>
    ({ kind: "build", name: nameOf(resource).replace(new RegExp(`^${there.key}(?=-|$)`), here.key), type: resource.type, below: number }));
}

const scaled = "aws:appautoscaling/target:Target";

/** Services whose smallest size is none here and some there. */
function idle(here: Twins, there: Twins): readonly Missing[] {
  return [...here].flatMap(([identity, resource]): Missing[] => {
    const full = there.get(identity)?.inputs["minCapacity"];
    if (resource.type !== scaled || resource.inputs["minCapacity"] !== 0 || typeof full !== "number" || full === 0) return [];
    return [{ kind: "start", name: nameOf(resource), tasks: full }];
  });
}
