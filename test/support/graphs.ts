import { type Graph, type ResourceState } from "../../tools/recorder/graph";

/** Inputs of resources in `after` that are not as in `before`, in the order of `after`; each input of a resource that `before` does not have. */
export function changedInputs(before: Graph, after: Graph): readonly { readonly resource: ResourceState; readonly key: string }[] {
  const old = new Map(before.resources.map((resource) => [resource.urn, resource]));
  return after.resources.flatMap((resource) => {
    const inputs = old.get(resource.urn)?.inputs ?? {};
    return [...new Set([...Object.keys(inputs), ...Object.keys(resource.inputs)])]
      .filter((key) => JSON.stringify(inputs[key]) !== JSON.stringify(resource.inputs[key])).map((key) => ({ resource, key }));
  });
}
