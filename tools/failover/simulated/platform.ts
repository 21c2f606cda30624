import { setTimeout as sleep } from "node:timers/promises";
import { activationName, Failure, type ApprovalPolicy, leavesBehind, perform, type Place, type Ports, recoveryOf, run, type StepName } from "../../../protocol";
import { activeAt, at, directWire, dnsOf, otherThan, type Pace, simulatedPorts, type Wire } from "../../../protocol/simulated";
import { type Levers, type Parked, type People, type Platform, type Site, type Walk } from "../platform";
import { type Simulated, type Store } from "./store";

/** Everything takes its time, and always the same: what differs from run to run is the rehearsal's. */
const pace: Pace = { promotion: () => 120, endpoint: () => 10, task: () => 60, lag: () => 1 };

/** Seconds after which the simulated colleague answers. */
const colleagueSeconds = 45;

/** Most data, in seconds, whose loss the simulated colleague accepts. */
const colleagueAcceptsSeconds = 60;

/** How the simulation behaves. */
export interface Manner {
  readonly policy: ApprovalPolicy;
  /** Simulated seconds in one of this machine's. */
  readonly speed: number;
  /** True when somebody answers questions after a while. */
  readonly colleague: boolean;
}

/** The platform in a file: the real steps over simulated ports, shared by every process that opens it. */
export function simulatedPlatform(store: Store, manner: Manner): Platform {
  const { keys } = store.state.world;
  const sites = new Map(keys.map((place) => [place, siteOn(store, place)]));
  const wait = async (seconds: number): Promise<void> => {
    const until = store.state.world.now + seconds * 1000;
    await sleep((seconds * 1000) / manner.speed);
    store.transact((state) => {
      state.world.now = Math.max(state.world.now, until);
      if (manner.colleague) answerAsColleague(state);
    });
  };
  const site = (place: Place): Site => {
    const found = sites.get(place);
    if (found === undefined) throw new Error(`${place} is no place of the simulation: it has ${keys.join(" and ")}`);
    return found;
  };
  return {
    simulated: true, places: keys, policy: manner.policy, site, wait, now: () => store.state.world.now,
    walk: (walk) => walkIn(store, walk, { ports: site(walk.activation.request.target).ports, wait }),
    requestOf: (activation) => Promise.resolve(store.state.runs[activation]),
    halt: () => Promise.resolve(),
    recorded: () => Promise.resolve([...new Set(store.state.world.evidence.map(({ activation }) => activation))]),
    records: (_, activation) => Promise.resolve(store.state.world.evidence.filter((record) => record.activation === activation)),
  };
}

/** Runs the steps here. Whoever does not wait for people leaves at the question: what was asked stands, and another run goes on from it. */
async function walkIn(store: Store, { activation, first, told, beginning, waits }: Walk, { ports, wait }: Pick<Site, "ports"> & Pick<Platform, "wait">): ReturnType<Platform["walk"]> {
  let step: StepName = first, last = activation, leave: () => void = () => undefined;
  const left = new Promise<Parked>((resolve) => { leave = () => { resolve({ status: "parked", activation: last }); }; });
  const ended = run(activation, {
    ports,
    wait: (seconds) => {
      if (waits || step !== "ask") return wait(seconds);
      leave();
      return new Promise<never>(() => undefined);
    },
    starting: (next) => {
      step = next;
      beginning(next, last);
      return Promise.resolve();
    },
    told: (after, done) => {
      last = after;
      if (done === "acquire" && after.outcome === "acquired") store.transact(({ runs }) => { runs[after.id] = after.request; });
      told(after, done);
    },
  }, first);
  const end = await Promise.race([ended, left]);
  if (end.status === "succeeded") await recover(store, activation.request.target, ports);
  return end;
}

/** What the second state machine does once a place that a failover left behind is back: it becomes a standby. One look, and none where nothing is to be done. */
export async function recover({ state: { world, runs } }: Pick<Store, "state">, place: Place, ports: Ports): Promise<void> {
  const epoch = at(world, place).table.standings[place]?.epoch ?? 0;
  const id = activationName(place, epoch), request = runs[id];
  const { path, size, up } = at(world, otherThan(world, place)), claimed = at(world, place).lever > 0;
  if (request === undefined || !leavesBehind({ request, claimed }) || activeAt(world, place) !== place || !up || (path && size === "standby" && !claimed)) return;
  await perform({ step: "post-recovery" }, recoveryOf({ request, id, epoch }), ports);
}

function siteOn(store: Store, place: Place): Site {
  const { world } = store.state;
  const wire: Wire = (call, effect) => directWire(call, () => store.transact(() => {
    if (!at(world, place).up) throw new Failure("Unreachable", `${place} does not answer`);
    return effect();
  }));
  const reach = <T>(effect: (state: Simulated) => T): Promise<T> => wire({ name: "people", remote: false }, () => effect(store.state));
  return {
    place, ports: simulatedPorts({ world, place, pace, wire, dns: dnsOf }), people: peopleOn(place, reach), levers: leversOn(place, reach),
    drillNamed: () => reach(({ drills }) => (drills[place] === undefined ? otherThan(world, place) : place)),
  };
}

type Reach = <T>(effect: (state: Simulated) => T) => Promise<T>;

function peopleOn(place: Place, reach: Reach): People {
  return {
    questions: () => reach(({ world }) => Object.values(at(world, place).table.questions).filter(({ expiresAt }) => expiresAt > world.now)),
    answer: (answer) => reach(({ world }) => { (at(world, place).table.answers[answer.activation] ??= []).push(answer); }),
    suppressedUntil: () => reach(({ suppressed }) => suppressed[place] ?? 0),
    suppress: (until) => reach(({ suppressed }) => { suppressed[place] = until; }),
    signOff: (by) => reach(({ signedOff }) => { signedOff[place] = by; }),
  };
}

function leversOn(place: Place, reach: Reach): Levers {
  return {
    read: (kind) => reach(({ world, drills }) => {
      const epoch = kind === "active" ? at(world, place).lever : drills[place] ?? 0;
      return epoch === 0 ? undefined : { epoch, at: undefined };
    }),
    set: (kind, epoch) => reach(({ world, drills }) => {
      if (kind === "active") at(world, place).lever = epoch;
      else drills[place] = epoch;
    }),
    clear: (kind) => reach(({ world, drills }) => {
      if (kind === "active") at(world, place).lever = 0;
      else Reflect.deleteProperty(drills, place);
    }),
  };
}

/** Answers what has been asked for a while: two writers only where the other place is really lost. */
function answerAsColleague({ world }: Simulated): void {
  for (const place of world.keys) {
    const { questions, answers } = at(world, place).table;
    const other = otherThan(world, place);
    for (const { activation, askedAt, expiresAt } of Object.values(questions)) {
      if (answers[activation] !== undefined || world.now < askedAt + colleagueSeconds * 1000 || world.now >= expiresAt) continue;
      answers[activation] = [{
        activation, by: "a simulated colleague", at: world.now, approves: true, acceptDataLossSeconds: colleagueAcceptsSeconds,
        acceptSplitBrain: at(world, other).up ? undefined : `${other} does not answer`,
      }];
    }
  }
}
