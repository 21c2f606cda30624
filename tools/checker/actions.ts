import { ledTo, stepsOf } from "./steps";
import { type Design } from "./variants";
import { copy, type World } from "./world";

/** Something that may happen in a world, and all that may come of it; nothing where it cannot happen. */
export interface Action {
  readonly name: (world: World) => string;
  readonly of: (world: World, design: Design) => readonly World[];
}

type When = (world: World, design: Design) => boolean;

function changed(world: World, change: (world: World) => void): World {
  const next = copy(world);
  change(next);
  return next;
}

const happening = (name: string, when: When, change: (world: World) => void): Action =>
  ({ name: () => name, of: (world, design) => (when(world, design) ? [changed(world, change)] : []) });

/** What happens to the world by itself. */
const nature: readonly Action[] = [
  happening("P goes grey", ({ p }) => p === "up", (world) => { world.p = "grey"; }),
  happening("P goes down", ({ p }) => p !== "down", (world) => { world.p = "down"; }),
  happening("the lever's store is gone", ({ leverStore }) => leverStore, (world) => { world.leverStore = false; }),
  happening("P comes back", ({ p }) => p !== "up", (world) => { world.p = "up"; }),
  happening("the lever's store is back", ({ leverStore }) => !leverStore, (world) => { world.leverStore = true; }),
  happening("P hears of the fence", ({ p, fence, fenceSeen }) => p === "up" && fence !== fenceSeen, (world) => { world.fenceSeen = world.fence; }),
  happening("the database moves to S", ({ moving }) => moving, (world) => {
    Object.assign(world, { moving: false, writer: "S", ...(world.p === "up" && { accepting: false }) });
  }),
  happening("the recovery lets go of the lever", ({ p, writer, accepting, commits, lever }) => p === "up" && writer === "S" && !accepting && commits > 0 && lever, (world) => { world.lever = false; }),
  happening("the database takes writing from P", ({ p, writer, accepting }) => p === "up" && writer === "S" && accepting, (world) => { world.accepting = false; }),
  // No call takes as long as a lease: while one is on its way, its run still has the lock.
  happening("a lease ends", ({ owner, held, runs }, { leaseEnds }) => leaseEnds && owner !== undefined && held && runs[owner].at !== "sent", (world) => { world.held = false; }),
];

/** What people and deployments do beside the runs. */
const people: readonly Action[] = [
  happening("the settings are brought up to date", (world) => world.settings !== truth(world), (world) => { world.settings = truth(world); }),
  { name: () => "a deployment", of: (world, design) => (mayDeploy(world, design) ? [deployed(world, design)] : []) },
];

function truth({ commits }: World): "P" | "S" {
  return commits > 0 ? "S" : "P";
}

function mayDeploy(world: World, { size, guard }: Design): boolean {
  if (size === "ignored" || !guard) return true;
  return (world.owner === undefined || !world.held) && world.settings === truth(world) && world.writer === truth(world);
}

function deployed(world: World, { size }: Design): World {
  return changed(world, (next) => {
    // Where the deployment ignores the size, its state never hears of the failover; the call that sets anything else sends that size too.
    next.capacity = size === "computed" && next.settings === "S";
  });
}

/** A run starts, or starts again where one died or stopped: it takes the lock, and looks whether there is anything to do. */
function start(world: World, index: 0 | 1, design: Design): readonly World[] {
  const { at } = world.runs[index];
  if (at !== "idle" && at !== "dead") return [];
  if (world.owner !== undefined && world.held) return [];
  if (world.commits > 0 && world.writer === "S" && design.looksBeforeItStarts) return [];
  if (world.writer === "S" && !design.startsHalfWay) return [];
  const taken = changed(world, (next) => {
    next.runs[index] = { at: "idle", cleared: false, accepts: false };
    Object.assign(next, { owner: index, held: true });
  });
  return ledTo(taken, index, "preflight");
}

function ofRun(index: 0 | 1, who: string): readonly Action[] {
  const under = ({ runs }: World): boolean => !["idle", "dead", "through", "sent"].includes(runs[index].at);
  return [
    { name: () => `${who} starts`, of: (world, design) => start(world, index, design) },
    { name: ({ runs }) => `${who}: ${runs[index].at}`, of: (world, design) => stepsOf(world, index, design) },
    happening(`${who}'s call lands`, ({ runs }) => runs[index].at === "sent", (world) => {
      world.moving ||= world.writer === "P";
      world.runs[index].at = "await-writer";
    }),
    happening(`${who} dies`, (world) => under(world), (world) => {
      world.runs[index] = { at: "dead", cleared: false, accepts: false };
    }),
    happening(`${who} claims traffic early`, ({ runs, moving, lever, leverStore }, { routeAfterWriter }) =>
      !routeAfterWriter && runs[index].at === "await-writer" && moving && !lever && leverStore, (world) => { world.lever = true; }),
  ];
}

/** Everything that may happen. */
export const actions: readonly Action[] = [...nature, ...people, ...ofRun(0, "run A"), ...ofRun(1, "run B")];
