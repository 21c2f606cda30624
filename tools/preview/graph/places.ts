import { type Graph, nameOf, type ResourceState } from "../../recorder/graph";

/** A place as the settings describe it, with what it is today. */
export interface PlaceView {
  readonly key: string;
  readonly region: string;
  readonly role: "primary" | "standby";
  /** Address block of its network. */
  readonly cidr: string;
}

/** Resources of each place, by its key, and those that belong to none; each list in the order of the graph. */
export interface Located {
  readonly byPlace: ReadonlyMap<string, readonly ResourceState[]>;
  readonly shared: readonly ResourceState[];
}

/** Sorts resources into places. A resource belongs to the place that its name starts with, else to that of its parent. */
export function locate(graph: Graph, keys: readonly string[]): Located {
  const placeOf = new Map<string, string>();
  const byPlace = new Map<string, ResourceState[]>(keys.map((key) => [key, []]));
  const shared: ResourceState[] = [];
  for (const resource of graph.resources) {
    if (resource.type === "pulumi:pulumi:Stack") continue;
    const name = nameOf(resource);
    const place = keys.find((key) => name === key || name.startsWith(`${key}-`)) ?? placeOf.get(resource.parent ?? "");
    if (place !== undefined) placeOf.set(resource.urn, place);
    (byPlace.get(place ?? "") ?? shared).push(resource);
  }
  return { byPlace, shared };
}

/** Type as `pulumi preview` prints it: without the file that the class is in, so `aws:ec2:Vpc`. */
export function shortType(type: string): string {
  const [packageName = "", module = "", name = ""] = type.split(":");
  return `${packageName}:${module.split("/")[0] ?? module}:${name}`;
}

/** AWS service, or other package, that a type belongs to: `ec2`, `random`; `components` for what only groups others. */
export function serviceOf(resource: ResourceState): string {
  if (!resource.custom) return "components";
  if (resource.type.startsWith("pulumi:providers:")) return "providers";
  const [packageName = "", module = ""] = resource.type.split(":");
  return packageName === "aws" || packageName === "aws-native" ? module.split("/")[0] ?? module : packageName;
}
