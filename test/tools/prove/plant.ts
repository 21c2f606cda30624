import { type Graph, nameOf, type ResourceState } from "../../../tools/recorder/graph";
import { plainPaper } from "../../../tools/preview/render/paint";
import { type PlaceView } from "../../../tools/preview/graph/places";
import { type Proof, proofOf, type Stage } from "../../../tools/prove/proof";
import { proofLines } from "../../../tools/prove/render";

const use2: PlaceView = { key: "use2", region: "us-east-2", role: "primary", cidr: "10.20.0.0/16" };
const usw2: PlaceView = { key: "usw2", region: "us-west-2", role: "standby", cidr: "10.30.0.0/16" };

/** The places of prod. */
export const prodStage: Stage = { places: [use2, usw2], strategy: "warm-standby" };

/** Inputs that a test may change. */
export type Draft = { -readonly [K in keyof ResourceState]: ResourceState[K] } & { inputs: Record<string, unknown> };

/** The resource of this type and name. Fails when there is none. */
export function one({ resources }: Graph, type: string, name: string): ResourceState {
  const found = resources.find((resource) => resource.type === type && nameOf(resource) === name);
  if (found === undefined) throw new Error(`there is no ${type} ${name} in the graph`);
  return found;
}

/** The graph with one of its resources changed. */
export function planted(graph: Graph, [type, name]: readonly [string, string], change: (draft: Draft) => void): Graph {
  const target = one(graph, type, name);
  const draft = structuredClone(target) as Draft;
  change(draft);
  return { ...graph, resources: graph.resources.map((resource) => resource === target ? draft : resource) };
}

/** Changes the first container of a task definition. */
export function container(draft: Draft, change: (container: Record<string, unknown>) => void): void {
  const [first = {}, ...others] = JSON.parse(String(draft.inputs["containerDefinitions"])) as Record<string, unknown>[];
  change(first);
  draft.inputs["containerDefinitions"] = JSON.stringify([first, ...others]);
}

/** The graph with one more resource. */
export function added(graph: Graph, resource: ResourceState): Graph {
  return { ...graph, resources: [...graph.resources, resource] };
}

/** What is printed about violations, whichever place is lost. */
export function objections(proof: Proof): readonly string[] {
  const lines = proofLines(proof, plainPaper).slice(0, -1);
  return lines.filter((line, index) => line !== "" && lines.slice(0, index + 1).findLast((each) => each === "" || each.startsWith("  ✗"))?.startsWith("  ✗") === true);
}

export function proofOfProd(graph: Graph): Proof {
  return proofOf(graph, prodStage);
}

/** The same text about the places the other way round. */
export function mirrored(text: string): string {
  const twins: Readonly<Record<string, string>> = {
    use2: "usw2", usw2: "use2", "us-east-2": "us-west-2", "us-west-2": "us-east-2", "10.20.": "10.30.", "10.30.": "10.20.",
    Z3AADJGX6KTTL2: "Z1H1FL5HABSF5", Z1H1FL5HABSF5: "Z3AADJGX6KTTL2",
  };
  return text.replace(/use2|usw2|us-east-2|us-west-2|10\.[23]0\.|Z3AADJGX6KTTL2|Z1H1FL5HABSF5/g, (word) => twins[word] ?? word);
}
