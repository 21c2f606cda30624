import { type Graph, nameOf } from "../recorder/graph";

/**
 * Every resource of a graph, one line each, sorted: a rename is one line less and one more, which is what it does to a
 * deployed stack.
 *
 * ```
 * use2-balancer-https  aws:lb/listener:Listener  in use2-aws  < use2-balancer
 * ```
 */
export function goldenOf(graph: Graph): string {
  const names = new Map(graph.resources.map((resource) => [resource.urn, nameOf(resource)]));
  const lines = graph.resources.map((resource) => {
    const provider = resource.provider === undefined ? "" : `  in ${providerName(resource.provider)}`;
    const parent = resource.parent === undefined ? "" : `  < ${names.get(resource.parent) ?? resource.parent}`;
    const guard = resource.protect === true ? "  protected" : "";
    return `${nameOf(resource)}  ${resource.type}${provider}${parent}${guard}`;
  });
  return `${lines.sort().join("\n")}\n`;
}

/** Name in a reference such as `urn:…::use2-aws::<id>`. */
function providerName(reference: string): string {
  return reference.split("::").at(-2) ?? reference;
}
