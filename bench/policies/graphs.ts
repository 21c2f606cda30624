import { recordProgram } from "../../tools/recorder";
import { readConfig } from "../../tools/recorder/config";
import type { Graph } from "../../tools/recorder/graph";

/**
 * Graphs of prod, each of a project of its own, so that no two have an identity in common: one after the other they are a stack of any size. Of
 * everything that the program makes, in the proportions that it makes it.
 */
export async function graphsOfProd(directory: string, count: number): Promise<readonly Graph[]> {
  const { config, secretKeys, main } = readConfig({ projectDir: directory, stack: "prod", set: [] });
  const graphs: Graph[] = [];
  for (let rank = 1; rank <= count; rank += 1) {
    const { graph } = await recordProgram({
      projectDir: directory, project: `copy${String(rank)}`, stack: "prod", organization: "organization", config, secretKeys, ...(main !== undefined && { main }),
    });
    graphs.push(graph);
  }
  return graphs;
}

/** A stack of so many resources: whole graphs, the last of them cut off. */
export function stackOf(graphs: readonly Graph[], resources: number): Graph {
  const [first] = graphs;
  if (first === undefined) throw new RangeError("no graphs, want at least one");
  return { ...first, resources: graphs.flatMap((graph) => graph.resources).slice(0, resources) };
}
