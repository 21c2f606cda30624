import type { ResourceState } from "../../recorder/graph";
import { type Located, serviceOf } from "../graph/places";
import { columns, type Paper } from "./paint";

/** Table of how many resources of each service stand where. */
export function countLines(located: Located, { paint }: Paper): readonly string[] {
  const groups: readonly (readonly [string, readonly ResourceState[]])[] = [
    ...located.byPlace, ...(located.shared.length > 0 ? [["shared", located.shared] as const] : []),
  ];
  const tallies = groups.map(([, resources]) => tally(resources));
  const total = tally(groups.flatMap(([, resources]) => resources));
  const services = [...total].sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1)).map(([service]) => service);
  const rows = [
    ["", ...groups.map(([name]) => name), "all"],
    ...services.map((service) => [service, ...tallies.map((each) => String(each.get(service) ?? "–")), String(total.get(service) ?? 0)]),
    ["all", ...groups.map(([, resources]) => String(resources.length)), String(groups.flatMap(([, resources]) => resources).length)],
  ];
  const [head = "", ...body] = columns(rows, rows[0]?.map((_, index) => index).slice(1));
  return [paint.bold("Resources"), `  ${paint.dim(head)}`, ...body.map((line) => `  ${line}`)];
}

function tally(resources: readonly ResourceState[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const resource of resources) counts.set(serviceOf(resource), (counts.get(serviceOf(resource)) ?? 0) + 1);
  return counts;
}
