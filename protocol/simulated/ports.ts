import { Failure } from "../errors";
import { type Check, type GlobalDatabase, type Lag, type Member, type Place, type Ports } from "../ports";
import { type TableWrites, writesOf } from "./table";
import { at, beatBefore, joined, makeWriter, otherThan, type Pace, type PlaceWorld, replicateControl, resize, serves, settle, startMove, type World } from "./world";

/** A call on its way: which port and method, and whether it crosses to the other place. */
export interface WireCall {
  readonly name: string;
  readonly remote: boolean;
}

/** Carries a call to the world and its answer back: at once, after a while, not at all, or the answer never. */
export type Wire = <T>(call: WireCall, effect: () => T) => Promise<T>;

/** Everything at once, and nothing lost. */
export const directWire: Wire = (_call, effect) => {
  try {
    return Promise.resolve(effect());
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
};

/** What the ports of a simulated place stand on. */
export interface Simulated {
  readonly world: World;
  readonly place: Place;
  readonly pace: Pace;
  readonly wire: Wire;
  /** The place that name servers name. */
  readonly dns: (world: World) => Place | undefined;
  /** What preflight finds. @defaultValue nothing */
  readonly checks?: readonly Check[];
}

/** The ports of a simulated place. */
export function simulatedPorts(sim: Simulated): Ports {
  const { world, place, wire } = sim;
  const send = <T>(name: string, effect: () => T, remote = false): Promise<T> => wire({ name, remote }, () => {
    settle(world, sim.pace);
    try {
      return effect();
    } finally {
      replicateControl(world);
    }
  });
  return {
    clock: { now: () => world.now },
    control: controlPort(writesOf(at(world, place).table, { own: place, other: otherThan(world, place) }), send),
    database: databasePort(sim, send),
    scale: {
      observe: () => send("scale.observe", () => capacityOf(world, at(world, place))),
      size: (size) => send("scale.size", () => { resize(world, place, { size, pace: sim.pace }); }),
      shed: (on) => send("scale.shed", () => { at(world, place).shedding = on; }),
    },
    remote: remotePort(sim, send),
    doors: {
      areOpen: () => send("doors.areOpen", () => at(world, place).path),
      open: () => send("doors.open", () => { at(world, place).path = true; }),
    },
    lever: leverPort(sim, send),
    probe: {
      journey: () => send("probe.journey", () => { if (!serves(world, place)) throw new Failure("Refused", `the journey does not work in ${place}`); }),
      dns: () => send("probe.dns", () => sim.dns(world)),
    },
    readiness: { checks: () => send("readiness.checks", () => sim.checks ?? []), failbackChecks: () => send("readiness.failbackChecks", () => []) },
    notify: notifyPort(world, send),
    evidence: { append: (record) => send("evidence.append", () => {
      if (!at(world, place).evidenceStore) throw new Failure("Unreachable", "the evidence store does not answer");
      world.evidence.push(record);
    }) },
    // Nobody stands outside of this world, and what its applications acknowledge nobody counts: the rehearsal has clients of its own.
    ledger: { read: () => Promise.resolve({ acked: undefined, kept: undefined, outside: undefined }) },
  };
}

function notifyPort(world: World, send: Send): Ports["notify"] {
  return {
    page: (message) => send("notify.page", () => { world.paged.push(message); }),
    tell: (message) => send("notify.tell", () => { world.told.push(message); }),
  };
}

type Send = <T>(name: string, effect: () => T, remote?: boolean) => Promise<T>;

function controlPort(table: TableWrites, send: Send): Ports["control"] {
  return {
    read: () => send("control.read", () => table.read()),
    takeLock: (wanted, seen) => send("control.takeLock", () => { table.takeLock(wanted, seen); }),
    renewLock: (wanted) => send("control.renewLock", () => { table.renewLock(wanted); }),
    releaseLock: (held) => send("control.releaseLock", () => { table.releaseLock(held); }),
    raiseFence: (epoch) => send("control.raiseFence", () => { table.raiseFence(epoch); }),
    lowerFence: (epoch) => send("control.lowerFence", () => { table.lowerFence(epoch); }),
    ask: (question) => send("control.ask", () => table.ask(question)),
    heard: (activation) => send("control.heard", () => { table.heard(activation); }),
    answers: (activation) => send("control.answers", () => table.answers(activation)),
    commit: (target, standing) => send("control.commit", () => { table.commit(target, standing); }),
  };
}

function databasePort({ world, place, pace }: Simulated, send: Send): Ports["database"] {
  return {
    observe: () => send("database.observe", () => observed(world, place)),
    switchover: () => send("database.switchover", () => { startMove(world, { kind: "switchover", to: place }, pace); }),
    failover: () => send("database.failover", () => { startMove(world, { kind: "failover", to: place }, pace); }),
    detach: () => send("database.detach", () => { at(world, otherThan(world, place)).joined = false; makeWriter(world, place, pace); }),
    claim: (epoch) => send("database.claim", () => {
      const { accepts, endpointReadyAt } = at(world, place);
      if (!accepts || endpointReadyAt > world.now) throw new Failure("Unreachable", "the endpoint has no writer");
      world.claimed = Math.max(world.claimed, epoch);
      return world.claimed;
    }),
    epoch: () => send("database.epoch", () => world.claimed),
    lag: () => send("database.lag", () => lagOf(world, pace)),
    keepCutOffWrites: () => send("database.keepCutOffWrites", () => true),
  };
}

function remotePort({ world, place, pace }: Simulated, send: Send): Ports["remote"] {
  const other = otherThan(world, place);
  const reach = <T>(name: string, effect: (there: PlaceWorld) => T) => send(`remote.${name}`, () => effect(remoteOf(world, place)), true);
  return {
    stopWrites: () => reach("stopWrites", (there) => { there.path = false; }),
    seeFence: (epoch) => reach("seeFence", ({ table }) => {
      if ((table.fences[other] ?? 0) < epoch) throw new Failure("Unreachable", `${other} has not seen the fence`);
    }),
    allowWrites: () => reach("allowWrites", (there) => { there.path = true; }),
    becomeStandby: () => reach("becomeStandby", () => { resize(world, other, { size: "standby", pace }); }),
  };
}

function leverPort({ world, place }: Simulated, send: Send): Ports["lever"] {
  return {
    put: (epoch) => send("lever.put", () => { leverOf(world, place).lever = epoch; }),
    withdraw: () => send("lever.withdraw", () => { reachedOf(world, place); leverOf(world, otherThan(world, place)).lever = 0; }, true),
    letGo: () => send("lever.letGo", () => { leverOf(world, place).lever = 0; }),
  };
}

function remoteOf(world: World, place: Place): PlaceWorld {
  const other = otherThan(world, place);
  if (!joined(world)) throw new Failure("Unreachable", `${other} does not answer`);
  return at(world, other);
}

/** What is stored in the other place answers though nothing runs there. */
function reachedOf(world: World, place: Place): void {
  const other = otherThan(world, place);
  if (!at(world, place).linked || !at(world, other).linked) throw new Failure("Unreachable", `no way leads to ${other}`);
}

function leverOf(world: World, place: Place): PlaceWorld {
  if (!at(world, place).leverStore) throw new Failure("Unreachable", `the lever store of ${place} does not answer`);
  return at(world, place);
}

function capacityOf({ sizes, now }: World, { size, tasks }: PlaceWorld) {
  return { wanted: sizes.primary, minimum: sizes[size], fit: tasks.filter((fitAt) => fitAt <= now).length };
}

/** The global database as a place sees it: the other member is available while both are in step. */
function observed(world: World, place: Place): GlobalDatabase {
  const { writer, operation } = world;
  const member = (key: Place): Member => {
    const { joined: isMember, instances, engineVersion, up } = at(world, key);
    return { joined: isMember, available: key === place ? up : joined(world), instances, engineVersion };
  };
  return { writer, operation: operation && { kind: operation.kind, to: operation.to }, members: Object.fromEntries(world.keys.map((key) => [key, member(key)])) };
}

function lagOf(world: World, pace: Pace): Lag {
  const behind = world.cutAt === undefined ? pace.lag() : (world.now - world.cutAt) / 1000;
  return { heartbeatSeconds: (world.now - beatBefore(world.now - behind * 1000)) / 1000, replicationSeconds: world.cutAt === undefined ? behind : undefined };
}
