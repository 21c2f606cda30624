import { type Settings } from "../stacks/settings/schema";

type Services = Settings["services"];
type Service = Services[string];

/** The largest rank that a rule of a load balancer can have; it is asked last. Source: ELB API, CreateRule, Priority. */
const lastRank = 50_000;

/**
 * Services of a platform with more of them: copies of the front service that differ by key and path alone, so that each adds the same
 * resources. They share its host, since a certificate holds only ten names. The front service answers what no copy does.
 *
 * @throws {RangeError} when there is no service of the key.
 */
export function withCopies(services: Services, front: string, copies: number): Services {
  const original = services[front];
  if (original === undefined) throw new RangeError(`no service ${front}: want one of ${Object.keys(services).join(", ")}`);
  const taken = new Set(Object.values(services).map(({ route }) => route.priority));
  const free = Array.from({ length: copies + taken.size }, (_, index) => index + 1).filter((rank) => !taken.has(rank));
  const routed = (route: Partial<Service["route"]>): Service => ({ ...original, route: { ...original.route, ...route } });
  const added = free.slice(0, copies - 1).map((priority, index): [string, Service] => {
    const key = `copy${String(index + 2)}`;
    return [key, routed({ paths: [`/${key}/*`], priority })];
  });
  return { ...services, [front]: routed({ priority: lastRank }), ...Object.fromEntries(added) };
}

/** How many resources a number of copies makes. */
export interface Count {
  readonly copies: number;
  readonly resources: number;
}

/** The fewest copies that make so many resources, on the straight line through the smallest and the largest count. */
export function copiesFor(resources: number, counts: readonly Count[]): number {
  const sorted = [...counts].sort((one, other) => one.copies - other.copies);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined || last.copies === first.copies) throw new RangeError("want counts of two numbers of copies");
  const each = (last.resources - first.resources) / (last.copies - first.copies);
  return Math.max(1, first.copies + Math.ceil((resources - first.resources) / each));
}
