import { type Place } from "../ports";
import { at, claimsRole, type World } from "./world";

/** What a failover record's two health checks say: role and lever of each place. */
export interface Signals {
  readonly role: Readonly<Record<Place, boolean>>;
  /** True while the place's lever object is there, and its store answers. */
  readonly lever: Readonly<Record<Place, boolean>>;
}

/** True while a place's lever object is there and its store answers. */
export function claimsTraffic(world: World, place: Place): boolean {
  const { lever, leverStore } = at(world, place);
  return lever > 0 && leverStore;
}

/** The signals as they are, before any checker has noticed. */
export function signalsOf(world: World): Signals {
  const each = (of: (place: Place) => boolean) => Object.fromEntries(world.keys.map((key) => [key, of(key)]));
  return { role: each((place) => claimsRole(world, place)), lever: each((place) => claimsTraffic(world, place)) };
}

/**
 * The place that a failover pair of records names: each record is healthy while its place has the role and the other has not claimed traffic;
 * where none is healthy, Route 53 names the first.
 * Source: Route 53 Developer Guide, "How Amazon Route 53 chooses records when health checking is configured".
 */
export function namedBy({ keys }: Pick<World, "keys">, { role, lever }: Signals): Place {
  return named(keys, (place) => role[place] === true, (place) => lever[place] === true);
}

/** What DNS names once every checker has noticed. */
export function dnsOf(world: World): Place {
  return named(world.keys, (place) => claimsRole(world, place), (place) => claimsTraffic(world, place));
}

function named([first, second]: World["keys"], hasRole: (place: Place) => boolean, pullsLever: (place: Place) => boolean): Place {
  if (hasRole(first) && !pullsLever(second)) return first;
  if (hasRole(second) && !pullsLever(first)) return second;
  return first;
}
