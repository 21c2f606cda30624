import { at, newWorld, serves, settle } from "../../protocol/simulated";
import { start } from "./activation";
import { VirtualClock } from "./clock";
import { watch } from "./detector";
import { parameters } from "./parameters";
import { type Random, randomOf } from "./random";
import { checkersOf } from "./routing";
import { begin, type Scenario } from "./scenarios";
import { account, type Bend, type Conduct, lost, type Marks, paceOf, remember, type Simulation, standby } from "./simulation";

/** What one run came to. Seconds count from the onset. */
export interface Outcome {
  readonly end: "failed-over" | "healed" | "unserved";
  /** Until a client that was drawn can write again, and some keep names for longer than they may; Infinity for one that cannot within the horizon. */
  readonly rtoSeconds: number;
  /** The same for a client that keeps names for as long as it may. */
  readonly promisedSeconds: number;
  /** Writes that were acknowledged and are not in the new writer, in seconds. */
  readonly rpoSeconds: number;
  readonly twoWriterSeconds: number;
  /** What the database took to move, and people to answer. */
  readonly promotionSeconds: number;
  readonly peopleSeconds: number;
  readonly spans: Readonly<Partial<Record<SpanName, number>>>;
  readonly brownout: boolean;
  /** Invariants that did not hold. */
  readonly broken: readonly string[];
}

/** What an outage is made of, in order. */
export const spanNames = ["notice", "start", "decide", "fence", "promote", "route", "caches"] as const;
export type SpanName = (typeof spanNames)[number];

/** Seconds after which a run that came to no end is called unserved. */
const horizonSeconds = 4 * 3600;

/** A quiet minute before the onset, so that detection is under way; the onset falls anywhere in everybody's period. */
const quietSeconds = 60;

/** A run that has not ended yet. */
export interface Running {
  readonly sim: Simulation;
  /** Lets time pass until somebody goes on, or the run is over. */
  advance(): void;
  outcome(): Outcome;
}

/** Begins one run of a scenario. */
export function beginRun(scenario: Scenario, conduct: Conduct, { seed, run }: { readonly seed: number; readonly run: number }): Running {
  const random = randomOf(seed, scenario.name, run);
  const sim = simulate(random, conduct, bendOf(random, scenario));
  watch(sim, () => { start(sim); });
  sim.clock.after(quietSeconds + random.between(0, 60), () => { begin(sim, scenario); });
  sim.clock.after(horizonSeconds, () => { sim.over = true; });
  const overCaches = random.next() < sim.bend.overCachingShare, extra = random.triangular(parameters.overCaching.value);
  const client = { extra: overCaches ? extra : 0, share: random.next() };
  return { sim, advance: () => { if (!happened(sim)) sim.clock.advance(() => happened(sim)); }, outcome: () => outcomeOf(sim, client) };
}

function bendOf(random: Random, scenario: Scenario): Bend {
  return {
    lag: random.logNormal(parameters.lag.value), operatorSeconds: random.triangular(parameters.operator.value),
    overCachingShare: parameters.overCachingShare.value, taskShare: 1, ...scenario.bend?.(random),
  };
}

function simulate(random: Random, conduct: Conduct, bend: Bend): Simulation {
  const clock = new VirtualClock(0), marks: Marks = {};
  const world = newWorld([lost, standby], conduct.sizes);
  const pace = paceOf({ random, clock, bend, fitSeconds: conduct.fitSeconds, settled: () => { world.now = clock.now; settle(world, pace); if (world.writer === standby) marks.moved ??= clock.now; } });
  const changed = (place: string) => { if (place === standby) marks.routed ??= clock.now; };
  const named = checkersOf(world, { clock, random, probe: conduct.probe, changed });
  return {
    clock, random, world, pace, conduct, bend, marks, named, conditions: [], broken: new Set(), pagedAt: undefined, alive: 0, runs: 0, crashed: false,
    accepted: false, commits: 0, cutOff: false, lastEndAt: undefined, lostSeconds: 0, twoWriterSeconds: 0, lastEventAt: 0, unservedAt: undefined,
    before: { twoWriters: false, loses: false, unserved: false }, readyAt: undefined, over: false,
  };
}

/** After every event, and after whoever it woke has acted: time is added up, checkers look, invariants are checked, and the run may be over. */
function happened(sim: Simulation): boolean {
  account(sim);
  sim.world.now = sim.clock.now;
  sim.named.look();
  remember(sim);
  check(sim);
  sim.over ||= isOver(sim);
  return sim.over;
}

function check(sim: Simulation): void {
  const { world, broken, accepted, commits, marks } = sim;
  if (sim.named.place === standby && !at(world, standby).accepts) broken.add("I1 DNS names only a place that writes");
  if (!accepted && sim.before.twoWriters) broken.add("I2 two writers only where somebody accepted them");
  if (commits > 1) broken.add("I7 one commit for a failover");
  if (marks.committed !== undefined && at(world, standby).size !== "primary") broken.add("I4 the active place keeps its size");
}

function isOver(sim: Simulation): boolean {
  const { marks, world, alive } = sim;
  if (marks.onset === undefined) return false;
  if (marks.committed !== undefined && sim.named.place === standby && serves(world, standby)) return true;
  if (marks.healed === undefined || alive > 0) return false;
  const healthy = world.operation === undefined && world.writer === lost && serves(world, lost);
  return healthy && sim.clock.now - marks.healed > 2 * sim.conduct.detection.periodSeconds * 1000;
}

interface Client {
  /** Seconds that it keeps names beyond what it may. */
  readonly extra: number;
  /** How much of the time that it may keep a name is left when the name changes. */
  readonly share: number;
}

function outcomeOf(sim: Simulation, { extra, share }: Client): Outcome {
  const { marks, world, bend } = sim;
  const onset = marks.onset ?? 0, since = (moment: number | undefined) => (moment === undefined ? Infinity : (moment - onset) / 1000);
  const moved = world.writer === standby, here = at(world, standby);
  const ready = Math.max(since(here.endpointReadyAt), since(Math.min(...here.tasks)));
  const clientOf = (kept: number) => (moved ? Math.max(since(marks.routed) + kept, ready) : marks.healed === undefined ? Infinity : Math.max(0, since(sim.unservedAt ?? onset)));
  const may = share * parameters.ttl.value, rto = clientOf(may + extra);
  const between = (from: number | undefined, to: number | undefined) => (from === undefined || to === undefined ? 0 : (to - from) / 1000);
  return {
    end: !Number.isFinite(rto) ? "unserved" : moved ? "failed-over" : "healed", rtoSeconds: rto, promisedSeconds: clientOf(may),
    rpoSeconds: moved ? Math.max(sim.lostSeconds, marks.healed === undefined ? bend.lag : 0) : 0, twoWriterSeconds: sim.twoWriterSeconds,
    promotionSeconds: moved ? between(marks.moveBegan, marks.moved) : 0, peopleSeconds: between(marks.asked, marks.answered),
    spans: Number.isFinite(rto) && moved ? spansOf(marks, clientOf(0), rto) : {}, brownout: here.shedding, broken: [...sim.broken],
  };
}

/** Where the time went, one span after the other: each ends when its moment has come and all before it have. */
function spansOf(marks: Marks, served: number, rto: number): Outcome["spans"] {
  const onset = marks.onset ?? 0, seconds = (moment: number | undefined) => ((moment ?? onset) - onset) / 1000;
  const noticed = Math.min(marks.declared ?? Infinity, marks.started ?? Infinity);
  const ends = [seconds(noticed), seconds(marks.asked ?? marks.approved), seconds(marks.approved), seconds(marks.moveBegan), seconds(marks.moved), served, rto];
  const spans: Partial<Record<SpanName, number>> = {};
  let before = 0;
  for (const [index, name] of spanNames.entries()) {
    const end = Math.max(before, ends[index] ?? before);
    spans[name] = end - before;
    before = end;
  }
  return spans;
}
