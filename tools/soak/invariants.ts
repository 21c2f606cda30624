import { isHeld, type Place } from "../../protocol";
import { at, claimsRole, joined, otherThan, type World, writersOf } from "../../protocol/simulated";
import { type Actor, type Pending } from "./actor";
import { type Stage } from "./stage";

/** What the promises have to remember from one look to the next. */
export interface Memory {
  /** Somebody accepted two writers, and they may still be there. */
  accepted: boolean;
  /** Executions whose commit is through. */
  readonly committed: Set<Actor>;
  writer: Place;
  /** Commits of the place that writes, since it does. */
  commits: number;
  readonly epochs: Map<Place, number>;
  readonly sizes: Map<Place, string>;
}

export function newMemory(): Memory {
  return { accepted: false, committed: new Set(), writer: "P", commits: 0, epochs: new Map([["P", 1]]), sizes: new Map() };
}

/** Calls that change what others see. */
const acts: ReadonlySet<string> = new Set([
  "control.raiseFence", "control.lowerFence", "control.commit", "database.switchover", "database.failover", "scale.size", "scale.shed", "remote.stopWrites", "remote.allowWrites",
  "doors.open", "lever.put", "lever.withdraw",
]);

/** What is wrong with a call that is sent, or that arrives, now. */
export function brokenBy(what: "arrives" | "sends", { world }: Stage, { actor, pending }: { readonly actor: Actor; readonly pending: Pending }): string | undefined {
  const { call: { name }, step, overAt } = pending;
  if (what === "sends") return world.now > overAt && name !== "evidence.append" ? `a call outlives its step: ${name} is sent after the time of ${step}` : undefined;
  if (step === "post-recovery" || !acts.has(name)) return undefined;
  const { owner, epoch } = actor.activation, lock = at(world, actor.place).table.locks[actor.place];
  if (lock === undefined || (lock.owner === owner && lock.epoch === epoch && lock.leaseUntil > world.now)) return undefined;
  return `I3: ${name} of ${owner} with epoch ${String(epoch)} arrives under the lock of ${lock.owner} with epoch ${String(lock.epoch)}`;
}

/** The first promise that does not hold now. */
export function brokenIn(stage: Stage): string | undefined {
  const { world, memory } = stage;
  const found = I1(stage) ?? I2(stage) ?? I4(stage) ?? I5(stage) ?? I7(stage);
  for (const place of world.keys) memory.sizes.set(place, at(world, place).size);
  if (joined(world) && stage.alive.length === 0 && world.operation === undefined && writersOf(world).length < 2) memory.accepted = false;
  return found;
}

function I1({ world, design }: Stage): string | undefined {
  const second = world.keys[1];
  return design.dns(world) === second && !at(world, second).accepts ? `I1: DNS names ${second}, which does not write` : undefined;
}

function I2({ world, memory }: Stage): string | undefined {
  return writersOf(world).length > 1 && !memory.accepted ? "I2: two places write, and nobody accepted it" : undefined;
}

/** The place that was committed last, if the database agrees. */
function activeIn(world: World): Place | undefined {
  const [first, second] = world.keys;
  const epochOf = (place: Place): number => at(world, place).table.standings[place]?.epoch ?? 0;
  const active = epochOf(second) > epochOf(first) ? second : first;
  return world.writer === active ? active : undefined;
}

function I4({ world, memory }: Stage): string | undefined {
  const active = activeIn(world);
  return active !== undefined && memory.sizes.get(active) === "primary" && at(world, active).size === "standby" ? `I4: ${active} is active and loses its size` : undefined;
}

/** Whatever becomes of the levers' stores. A claim that the other place has left behind is somebody's to withdraw: of a recovery that has not ended. */
function I5({ world, design, actors }: Stage): string | undefined {
  const active = activeIn(world);
  if (active === undefined || !claimsRole(world, active)) return undefined;
  const other = otherThan(world, active);
  if (at(world, active).lever === 0 && at(world, other).lever === 0) return undefined;
  if (claimsRole(world, other) || isHeld(at(world, active).table.locks[active], world.now)) return undefined;
  const cared = actors.some((actor) => actor.alive && (actor.step === "post-recovery" || actor.step === "commit") && actor.place === active);
  for (const here of [true, false]) {
    for (const there of cared ? [false] : [at(world, other).leverStore, true]) {
      const blinking = withStores(world, { [active]: here, [other]: there });
      if (design.dns(blinking) !== active) return `I5: ${active} is active, and DNS names ${other} when a lever's store ${here ? "answers" : "is silent"}`;
    }
  }
  return undefined;
}

function withStores(world: World, stores: Readonly<Record<Place, boolean>>): World {
  return { ...world, places: Object.fromEntries(world.keys.map((key) => [key, { ...at(world, key), leverStore: stores[key] ?? true }])) };
}

function I7({ world, memory, actors }: Stage): string | undefined {
  const { path, table } = at(world, world.writer);
  // Who was fenced and is to serve again is committed again.
  const fenced = !path || (table.fences[world.writer] ?? 0) > (table.standings[world.writer]?.epoch ?? 0);
  if (memory.writer !== world.writer || fenced) {
    memory.writer = world.writer;
    memory.commits = 0;
    memory.epochs.set(world.writer, at(world, world.writer).table.standings[world.writer]?.epoch ?? 0);
  }
  const epoch = at(world, world.writer).table.standings[world.writer]?.epoch ?? 0;
  if (epoch === (memory.epochs.get(world.writer) ?? 0)) return undefined;
  memory.epochs.set(world.writer, epoch);
  memory.commits += 1;
  for (const actor of actors) if (actor.place === world.writer && actor.activation.epoch === epoch && actor.step === "commit") memory.committed.add(actor);
  return memory.commits > 1 ? `I7: ${world.writer} is committed twice for one failover` : undefined;
}
