import { type ApprovalPolicy, type DetectionPolicy, type Place } from "../../protocol";
import { at, claimsRole, joined, type Pace, serves, type World, writersOf } from "../../protocol/simulated";
import { type VirtualClock } from "./clock";
import { parameters } from "./parameters";
import { type Random } from "./random";
import { type Named } from "./routing";

/** The place that is lost, and the one that takes over. */
export const lost: Place = "lost";
export const standby: Place = "standby";

/** What a stack's settings decide about a failover. */
export interface Conduct {
  readonly policy: ApprovalPolicy;
  readonly detection: DetectionPolicy;
  readonly probe: { readonly intervalSeconds: number; readonly failures: number };
  readonly sizes: { readonly primary: number; readonly standby: number };
  /** Seconds until a started task gets requests. */
  readonly fitSeconds: number;
}

/** Moments of a run, in milliseconds on its clock. Each is the first of its kind; of approvals the last before the database moves. */
export interface Marks {
  onset?: number;
  healed?: number;
  suspect?: number;
  declared?: number;
  started?: number;
  asked?: number;
  answered?: number;
  approved?: number;
  moveBegan?: number;
  moved?: number;
  writer?: number;
  routed?: number;
  committed?: number;
}

/** What the lost place was like, from a moment on. */
export interface Condition {
  readonly from: number;
  readonly seen: boolean;
  readonly serving: boolean;
  /** What a journey from the standby meets. */
  readonly journey: boolean;
}

/** How a scenario bends what is normal. */
export interface Bend {
  readonly lag: number;
  readonly operatorSeconds: number;
  readonly overCachingShare: number;
  /** Share of the tasks of a launch that come at all. */
  readonly taskShare: number;
  /** Where the first run dies: a step, and how many calls into it. */
  readonly crash?: { readonly step: string; readonly calls: number };
}

/** One run on its way. */
export interface Simulation {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly world: World;
  readonly pace: Pace;
  readonly conduct: Conduct;
  readonly bend: Bend;
  readonly marks: Marks;
  readonly named: Named;
  readonly conditions: Condition[];
  readonly broken: Set<string>;
  pagedAt: number | undefined;
  alive: number;
  runs: number;
  crashed: boolean;
  accepted: boolean;
  commits: number;
  /** True while not even users' ways lead from one place to the other. */
  cutOff: boolean;
  lastEndAt: number | undefined;
  lostSeconds: number;
  twoWriterSeconds: number;
  lastEventAt: number;
  /** The last moment at which users were not served, in milliseconds on the run's clock. */
  unservedAt: number | undefined;
  readonly before: { twoWriters: boolean; loses: boolean; unserved: boolean };
  /** When the standby had read whether it is ready, in milliseconds on the run's clock. */
  readyAt: number | undefined;
  over: boolean;
}

/** Marks a moment, the first time. */
export function mark(sim: Simulation, name: keyof Marks): void {
  sim.marks[name] ??= sim.clock.now;
}

/** The lost place changes: what it is like from now on, and what that does to replication. */
export function change(sim: Simulation, to: Partial<Pick<World["places"][string], "up" | "seen" | "serving" | "linked">>): void {
  const { world, clock } = sim;
  const place = Object.assign(at(world, lost), to);
  const seen = place.up && place.seen, serving = seen && place.serving;
  sim.conditions.push({ from: clock.now, seen, serving, journey: serving && !sim.cutOff });
  if (!joined(world) && world.cutAt === undefined) {
    world.cutAt = clock.now - sim.bend.lag * 1000;
    sim.lostSeconds = sim.bend.lag;
  }
  if (joined(world) && world.operation === undefined && world.writer === lost) {
    world.cutAt = undefined;
    sim.lostSeconds = 0;
  }
}

/** Adds up what passed since the last event: writes that the lost place took after the cut, the time of two writers, and of none that serves. */
export function account(sim: Simulation): void {
  const { clock, before } = sim;
  const seconds = (clock.now - sim.lastEventAt) / 1000;
  sim.lastEventAt = clock.now;
  if (seconds === 0) return;
  if (before.twoWriters) sim.twoWriterSeconds += seconds;
  if (before.loses) sim.lostSeconds += seconds;
  if (before.unserved) sim.unservedAt = clock.now;
}

/** What goes on from this event to the next. */
export function remember(sim: Simulation): void {
  const { world, before } = sim;
  before.twoWriters = writersOf(world).length > 1;
  before.unserved = !serves(world, sim.named.place);
  before.loses = world.cutAt !== undefined && at(world, lost).serving && claimsRole(world, lost);
}

/** How long things take in a run. */
export function paceOf({ random, clock, bend, fitSeconds, settled }: {
  readonly random: Random; readonly clock: VirtualClock; readonly bend: Bend; readonly fitSeconds: number; readonly settled: () => void;
}): Pace {
  const soon = (seconds: number) => { clock.after(seconds, settled); return seconds; };
  return {
    promotion: (kind) => soon(random.triangular(parameters[kind].value)),
    endpoint: () => soon(random.triangular(parameters.endpoint.value)),
    task: (nth) => (random.next() < bend.taskShare ? launch(nth) + random.triangular(parameters.taskStart.value) + fitSeconds : Infinity),
    lag: () => bend.lag,
  };
}

function launch(nth: number): number {
  return Math.max(0, nth - parameters.taskBurst.value) / parameters.taskRate.value;
}
