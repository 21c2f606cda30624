import { type StepName } from "../../protocol";

/** Where a run of an activation is: at a step of the plan, or at one of the places beside it. */
const stations = [
  "idle", "prescale", "approve", "fence", "promote", "sent", "await-writer", "capacity", "route", "commit", "abort", "dead", "through",
] as const;

/** Steps that change nothing that others see, and see nothing that others change: they are taken together with the step that leads to them. */
export type SilentStep = "preflight" | "ask" | "smoke";

/**
 * `idle`: no run; `sent`: its call to the database is on its way; `dead`: it stopped without a word; `through`: it ended well, and does not
 * come back.
 */
export type Station = Exclude<StepName, SilentStep | "acquire" | "post-recovery"> | "idle" | "sent" | "dead" | "through";

/** One of two runs of an activation of S. */
export interface Run {
  at: Station;
  /** It may ask the database to move: the other place confirmed the fence, or two writers were accepted. */
  cleared: boolean;
  /** Its approval accepts two writers. */
  accepts: boolean;
}

/** The platform while P is to be replaced by S, small enough to be looked at in every state. Everything is as it is, whoever knows. */
export interface World {
  /** `grey`: users and health checkers reach it; S and the database's control do not. */
  p: "up" | "grey" | "down";
  /** The store of the lever answers. */
  leverStore: boolean;
  lever: boolean;
  writer: "P" | "S";
  /** The database is on its way to S. */
  moving: boolean;
  /** P's storage accepts writes, as far as P is up. */
  accepting: boolean;
  /** P's application has a way to its database. */
  path: boolean;
  /** The fence is written in S, and seen in P. */
  fence: boolean;
  fenceSeen: boolean;
  /** S has a primary's size. */
  capacity: boolean;
  commits: number;
  /** The place that the deployment's settings name. */
  settings: "P" | "S";
  /** Run that has the lock. */
  owner: 0 | 1 | undefined;
  /** Its lease has not ended. */
  held: boolean;
  /** Somebody's acceptance of two writers was used. */
  accepted: boolean;
  runs: [Run, Run];
}

/** P serves, S stands by, nobody does anything. */
export function firstWorld(): World {
  return {
    p: "up", leverStore: true, lever: false, writer: "P", moving: false, accepting: true, path: true, fence: false, fenceSeen: false, capacity: false,
    commits: 0, settings: "P", owner: undefined, held: false, accepted: false,
    runs: [{ at: "idle", cleared: false, accepts: false }, { at: "idle", cleared: false, accepts: false }],
  };
}

/** The same world again, to be changed. Field by field, since the checker makes millions of them: spreading takes three times as long. */
export function copy(world: World): World {
  const [one, two] = world.runs;
  return {
    p: world.p, leverStore: world.leverStore, lever: world.lever, writer: world.writer, moving: world.moving, accepting: world.accepting, path: world.path,
    fence: world.fence, fenceSeen: world.fenceSeen, capacity: world.capacity, commits: world.commits, settings: world.settings, owner: world.owner, held: world.held,
    accepted: world.accepted,
    runs: [{ at: one.at, cleared: one.cleared, accepts: one.accepts }, { at: two.at, cleared: two.cleared, accepts: two.accepts }],
  };
}

const conditions = ["up", "grey", "down"] as const;
const owners = [undefined, 0, 1] as const;
const stationNumber = Object.fromEntries(stations.map((station, index) => [station, index]));

/**
 * A number for a world. Two worlds have the same one only if they differ by nothing but which run is which. Fits the integers of a double.
 */
export function pack(world: World): number {
  const [one, two] = world.runs, first = packRun(one), second = packRun(two);
  const swap = first > second || (first === second && world.owner === 1);
  const owner = world.owner === undefined ? 0 : (world.owner === 1) === swap ? 1 : 2;
  const flags = bit(world.leverStore, 10) + bit(world.lever, 9) + bit(world.moving, 8) + bit(world.accepting, 7) + bit(world.path, 6) + bit(world.fence, 5)
    + bit(world.fenceSeen, 4) + bit(world.capacity, 3) + bit(world.held, 2) + bit(world.accepted, 1) + bit(world.writer === "S", 0);
  const small = (((conditions.indexOf(world.p) * 2 + bit(world.settings === "S", 0)) * 3 + world.commits) * 3 + owner) * 2 ** 11 + flags;
  return small * mostOfRun ** 2 + (swap ? second * mostOfRun + first : first * mostOfRun + second);
}

const mostOfRun = stations.length * 4;

function bit(flag: boolean, place: number): number {
  return flag ? 1 << place : 0;
}

function packRun({ at, cleared, accepts }: Run): number {
  return ((stationNumber[at] ?? 0) << 2) + bit(cleared, 1) + bit(accepts, 0);
}

/** A world of a number. */
export function unpack(packed: number): World {
  const runs = packed % mostOfRun ** 2, rest = (packed - runs) / mostOfRun ** 2, flags = rest % 2 ** 11;
  let high = (rest - flags) / 2 ** 11;
  const take = (base: number): number => {
    const value = high % base;
    high = (high - value) / base;
    return value;
  };
  const flag = (place: number): boolean => (flags & (1 << place)) !== 0;
  const owner = owners[take(3)], commits = take(3), settings = take(2) === 1 ? "S" : "P";
  return {
    p: conditions[high] ?? "up", leverStore: flag(10), lever: flag(9), writer: flag(0) ? "S" : "P", moving: flag(8), accepting: flag(7), path: flag(6), fence: flag(5),
    fenceSeen: flag(4), capacity: flag(3), commits, settings, owner, held: flag(2), accepted: flag(1),
    runs: [unpackRun(Math.floor(runs / mostOfRun)), unpackRun(runs % mostOfRun)],
  };
}

function unpackRun(packed: number): Run {
  return { at: stations[packed >> 2] ?? "idle", cleared: (packed & 2) !== 0, accepts: (packed & 1) !== 0 };
}
