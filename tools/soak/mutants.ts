import { activeOf, Failure, type Place, type Ports, type StepName } from "../../protocol";
import { at, dnsOf, otherThan, type World } from "../../protocol/simulated";

/** Where an execution sees the world from, and at which of its steps it is. */
export interface Scene {
  readonly world: World;
  readonly place: Place;
  readonly step: () => StepName;
}

/** The platform around the steps, and what the steps see of it. */
export interface Design {
  readonly name: string;
  /** The place that name servers name. */
  readonly dns: (world: World) => Place;
  readonly seen: (ports: Ports, scene: Scene) => Ports;
  /** Whose size a deployment gives a place: what settings compute, or what its state remembers from the birth of the platform. */
  readonly size: "computed" | "remembered";
  /** A deployment first looks who is active, and whether somebody is at work. */
  readonly guard: boolean;
}

/** As it is built. */
export const design: Design = { name: "as built", dns: dnsOf, seen: (ports) => ports, size: "computed", guard: true };

/** A design with one decision taken back, and the start of what a soak has to say about it. */
export interface Mutant {
  readonly design: Design;
  readonly breaks: RegExp;
}

const without = (name: string, breaks: RegExp, change: Partial<Omit<Design, "name">>): Mutant => ({ design: { ...design, ...change, name }, breaks });

const control = (ports: Ports, changed: Partial<Ports["control"]>): Ports => ({ ...ports, control: { ...ports.control, ...changed } });

/** DNS by levers alone: the first place has the users until the second one claims them. */
function byLevers(world: World): Place {
  const [first, second] = world.keys, { lever, leverStore } = at(world, second);
  return lever > 0 && leverStore && at(world, first).lever <= lever ? second : first;
}

/** A place that looks down is taken for fenced. */
function fencedByLooks(ports: Ports, { world, place }: Scene): Ports {
  const asIf = (call: () => Promise<void>) => (at(world, otherThan(world, place)).up ? call() : Promise.resolve());
  return { ...ports, remote: { ...ports.remote, stopWrites: (epoch) => asIf(() => ports.remote.stopWrites(epoch)), seeFence: (epoch) => asIf(() => ports.remote.seeFence(epoch)) } };
}

/** A new run does not see that the place was committed already. */
function unchecked(ports: Ports, { place, step }: Scene): Ports {
  return control(ports, {
    read: async () => {
      const view = await ports.control.read();
      return step() === "acquire" ? { ...view, standings: { ...view.standings, [place]: undefined } } : view;
    },
  });
}

/** No new run once the database has moved. */
function notHalfWay(ports: Ports, { world, place, step }: Scene): Ports {
  return control(ports, {
    read: async () => {
      const view = await ports.control.read();
      if (step() === "acquire" && world.writer === place && activeOf(view) !== place) throw new Failure("Refused", "the database has moved already");
      return view;
    },
  });
}

/** Locks that end only with whoever took them. */
function endless(ports: Ports): Ports {
  return control(ports, {
    read: async () => {
      const view = await ports.control.read();
      const kept = Object.entries(view.locks).map(([key, lock]) => [key, lock === undefined || lock.leaseUntil === 0 ? lock : { ...lock, leaseUntil: Infinity }] as const);
      return { ...view, locks: Object.fromEntries(kept) };
    },
  });
}

/** Traffic is claimed before the database has moved. */
function routedEarly(ports: Ports): Ports {
  return { ...ports, database: { ...ports.database, failover: async () => {
    await ports.lever.put(1);
    await ports.database.failover();
  } } };
}

/** Designs that somebody might take for good. */
export const mutants: readonly Mutant[] = [
  without("a place that looks down is taken for fenced", /^I2/, { seen: fencedByLooks }),
  without("a new run does not look whether it was done already", /^I7/, { seen: unchecked }),
  without("no new run once the database has moved", /^stuck/, { seen: notHalfWay }),
  without("a lock without an end", /^stuck/, { seen: endless }),
  without("steps without a fencing token", /^I3/, { seen: (ports) => control(ports, { renewLock: () => Promise.resolve() }) }),
  without("the lever alone, without role checks", /^I5/, { dns: byLevers }),
  without("traffic before the writer, without role checks", /^I[15]/, { dns: byLevers, seen: routedEarly }),
  without("a size that deployments remember", /^I4/, { size: "remembered" }),
  without("deployments without a guard", /^I4/, { guard: false }),
];
