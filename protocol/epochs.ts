import { type ControlView, type Lock, type Place, type Standing } from "./ports";

/** The active place: the one whose own record has the highest epoch. Undefined before anything was ever recorded. */
export function activeOf(view: Pick<ControlView, "standings">): Place | undefined {
  return Object.entries(view.standings)
    .flatMap(([place, standing]) => (standing === undefined ? [] : [{ place, epoch: standing.epoch }]))
    .reduce<{ place: Place; epoch: number } | undefined>((best, next) => (best === undefined || next.epoch > best.epoch ? next : best), undefined)?.place;
}

/** What several replicas of the record say together: of two of them one may be late, so the newest of each place. */
export function newestOf(views: readonly Pick<ControlView, "standings">[]): ControlView["standings"] {
  const newest: Record<Place, Standing> = {};
  for (const [place, standing] of views.flatMap(({ standings }) => Object.entries(standings))) {
    const known = newest[place];
    if (standing !== undefined && (known === undefined || standing.epoch > known.epoch)) newest[place] = standing;
  }
  return newest;
}

/** An epoch above every one that was ever recorded, locked under, or fenced with. */
export function nextEpoch(view: ControlView): number {
  const standings = Object.values(view.standings).map((standing) => standing?.epoch ?? 0);
  const locks = Object.values(view.locks).map((lock) => lock?.epoch ?? 0);
  return Math.max(0, ...standings, ...locks, view.fence, view.ownFence) + 1;
}

/** What an activation is called: `act-use2-7`, `act-use2-new` before it has an epoch. `*` stands for every epoch of a place. */
export function activationName(target: Place, epoch: number | "new" | "*"): string {
  return `${stemOf(target)}${String(epoch)}`;
}

const stemOf = (target: Place): string => `act-${target}-`;

/** The place that the name of an activation tells, of those there are. */
export function targetOf(name: string, places: readonly Place[]): Place | undefined {
  return places.find((place) => name.startsWith(stemOf(place)));
}

/** True while a lock keeps others out: an activation goes before a deployment. */
export function isHeld(lock: Lock | undefined, now: number): lock is Lock {
  return lock !== undefined && lock.purpose === "activate" && lock.leaseUntil > now;
}
