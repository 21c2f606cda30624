import { activeOf } from "../epochs";
import { type EvidenceRecord } from "../evidence";
import { Failure } from "../errors";
import { type Message, type Place } from "../ports";
import { emptyTable, replicate, type Table } from "./table";

/** A place as it is, whatever others see of it. */
export interface PlaceWorld {
  /** Its processes run and its APIs answer whoever reaches them. */
  up: boolean;
  /** Users, health checkers and the witness reach it. */
  seen: boolean;
  /** What users ask for works, as far as it depends on anything but a writer. False with `up` and `seen` is a grey failure. */
  serving: boolean;
  /** The other place reaches it, and what it writes is replicated. */
  linked: boolean;
  /** What its control table says does not reach the other place's, nor the other way round. */
  stalled: boolean;
  leverStore: boolean;
  evidenceStore: boolean;
  /** Its database storage accepts writes. */
  accepts: boolean;
  /** Its application has a way to its database. */
  path: boolean;
  /** When the endpoint that the application uses finds the writer, in milliseconds since 1970. */
  endpointReadyAt: number;
  /** Epoch in the lever object; 0 without one. */
  lever: number;
  shedding: boolean;
  size: "primary" | "standby";
  /** When each task gets fit, in milliseconds since 1970. */
  tasks: number[];
  joined: boolean;
  instances: number;
  engineVersion: string;
  table: Table;
}

/** Two places and what joins them, as plain data: it can be stored and read again. Time passes where `now` is set. */
export interface World {
  now: number;
  readonly keys: readonly [Place, Place];
  readonly places: Record<Place, PlaceWorld>;
  writer: Place;
  operation: { readonly kind: "switchover" | "failover"; readonly to: Place; readonly endsAt: number } | undefined;
  /** Highest epoch in the database's own row. */
  claimed: number;
  /** When writes were last replicated to a promoted place, in milliseconds since 1970. */
  cutAt: number | undefined;
  readonly sizes: { readonly primary: number; readonly standby: number };
  readonly paged: Message[];
  readonly told: Message[];
  readonly evidence: EvidenceRecord[];
}

/** How long things take, in seconds. Constants in a test, draws in a rehearsal. */
export interface Pace {
  promotion(kind: "switchover" | "failover"): number;
  /** From a new writer to the application's endpoint knowing it. */
  endpoint(): number;
  /** From asking for a task to its being fit, for the n-th of a launch. Infinity for one that never comes. */
  task(nth: number): number;
  /** Seconds that the standby's replica is behind. */
  lag(): number;
}

/** Two healthy places, of which the first is active with epoch 1. */
export function newWorld(keys: readonly [Place, Place], sizes: World["sizes"] = { primary: 12, standby: 2 }, now = 0): World {
  const [active, standby] = keys;
  const world: World = {
    now, keys, places: { [active]: newPlace("primary", sizes.primary), [standby]: newPlace("standby", sizes.standby) },
    writer: active, operation: undefined, claimed: 1, cutAt: undefined, sizes, paged: [], told: [], evidence: [],
  };
  for (const { table } of Object.values(world.places)) table.standings[active] = { epoch: 1, at: now, by: "first deployment" };
  return world;
}

function newPlace(size: "primary" | "standby", tasks: number): PlaceWorld {
  return {
    up: true, seen: true, serving: true, linked: true, stalled: false, leverStore: true, evidenceStore: true, accepts: size === "primary", path: true, endpointReadyAt: 0,
    lever: 0, shedding: false, size, tasks: Array.from({ length: tasks }, () => 0), joined: true, instances: 1, engineVersion: "17.7", table: emptyTable(),
  };
}

/** A place of the world. */
export function at(world: World, place: Place): PlaceWorld {
  const found = world.places[place];
  if (found === undefined) throw new Error(`${place} is no place of this world: it has ${world.keys.join(" and ")}`);
  return found;
}

/** The place that is not this one. */
export function otherThan(world: World, place: Place): Place {
  return world.keys[0] === place ? world.keys[1] : world.keys[0];
}

/** True while the two places reach each other. */
export function joined(world: World): boolean {
  const one = at(world, world.keys[0]), two = at(world, world.keys[1]);
  return one.up && one.linked && two.up && two.linked;
}

/** The epoch that a place's application knows itself by: the one that it last committed, or that was written into its database since. */
function epochIn({ writer, claimed, places }: World, place: Place): number {
  return Math.max(places[place]?.table.standings[place]?.epoch ?? 0, writer === place ? claimed : 0);
}

/** What the application of a place tells health checkers: it writes here, and nobody told it to yield to a newer epoch. */
export function claimsRole(world: World, place: Place): boolean {
  const { up, seen, accepts, path, table, endpointReadyAt } = at(world, place);
  return up && seen && accepts && path && endpointReadyAt <= world.now && (table.fences[place] ?? 0) <= epochIn(world, place);
}

/** True while a user who is sent to a place can write there. */
export function serves(world: World, place: Place): boolean {
  const { serving, tasks } = at(world, place);
  return serving && claimsRole(world, place) && tasks.some((fitAt) => fitAt <= world.now);
}

/** The places whose storage accepts writes that an application could send. */
export function writersOf(world: World): readonly Place[] {
  return world.keys.filter((key) => at(world, key).up && at(world, key).accepts && at(world, key).path);
}

/** Brings the replicas of the control table up to date, where the places reach each other. */
export function replicateControl(world: World): void {
  const [a, b] = world.keys;
  if (!joined(world) || at(world, a).stalled || at(world, b).stalled) return;
  replicate(at(world, a).table, at(world, b).table, a);
  replicate(at(world, b).table, at(world, a).table, b);
}

/** The active place by a place's own replica. */
export function activeAt(world: World, place: Place): Place | undefined {
  return activeOf(at(world, place).table);
}

/** Begins to move the database, as RDS does: one operation at a time, and a switchover only with both places, of which the writer stops first. */
export function startMove(world: World, { kind, to }: { readonly kind: "switchover" | "failover"; readonly to: Place }, pace: Pace): void {
  if (world.operation !== undefined) throw new Failure("OperationUnderWay", `a ${world.operation.kind} to ${world.operation.to} is under way`);
  if (world.writer === to) throw new Failure("Refused", `${to} is the writer already`);
  if (!at(world, to).joined || at(world, to).instances === 0) throw new Failure("Refused", `${to} cannot be promoted`);
  if (kind === "switchover" && !joined(world)) throw new Failure("Unreachable", `${world.writer} does not answer`);
  if (kind === "failover" && world.cutAt === undefined) world.cutAt = world.now - pace.lag() * 1000;
  if (kind === "switchover") at(world, world.writer).accepts = false;
  world.operation = { kind, to, endsAt: world.now + pace.promotion(kind) * 1000 };
}

/** Ends what has had its time. RDS takes writing from the old writer if it reaches it, and otherwise once it does. */
export function settle(world: World, pace: Pace): void {
  const { operation } = world;
  if (operation !== undefined && operation.endsAt <= world.now) {
    world.operation = undefined;
    makeWriter(world, operation.to, pace);
  }
  const old = otherThan(world, world.writer);
  if (at(world, old).joined && joined(world)) at(world, old).accepts = false;
}

/** Seconds between two heartbeats that the active place writes. */
const beatSeconds = 5;

/** When the newest heartbeat up to a moment was written, in milliseconds since 1970. */
export function beatBefore(moment: number): number {
  return Math.floor(moment / (beatSeconds * 1000)) * beatSeconds * 1000;
}

/** A place's storage accepts writes from now on. */
export function makeWriter(world: World, place: Place, pace: Pace): void {
  world.writer = place;
  at(world, place).accepts = true;
  at(world, place).endpointReadyAt = world.now + pace.endpoint() * 1000;
}

/** Sizes a place: tasks that it lacks are launched, those that it has too many of are stopped. */
export function resize(world: World, place: Place, { size, pace }: { readonly size: "primary" | "standby"; readonly pace: Pace }): void {
  const here = at(world, place);
  here.size = size;
  const missing = world.sizes[size] - here.tasks.length;
  for (let nth = 1; nth <= missing; nth++) here.tasks.push(world.now + pace.task(nth) * 1000);
  if (missing < 0) here.tasks = here.tasks.sort((a, b) => a - b).slice(0, world.sizes[size]);
}
