import { planned, type Next, type StepName } from "../../protocol";
import { dns } from "./invariants";
import { type Design } from "./variants";
import { copy, type Run, type Station, type World } from "./world";

/** How a step may end in a world, and the world that it leaves. Where the plan leads from there is not its affair. */
export interface Ending {
  /** An outcome of the step, or `error` for whatever the plan catches. */
  readonly outcome: string;
  readonly world: World;
}

interface Scene {
  readonly world: World;
  readonly run: Run;
  readonly index: 0 | 1;
  readonly design: Design;
}

type Effect = (world: World, run: Run) => void;

function end(scene: Scene, outcome: string, effect?: Effect): Ending {
  const world = copy(scene.world);
  effect?.(world, world.runs[scene.index]);
  return { outcome, world };
}

/** Every step as the world sees it. Each names all the ways in which the real one may end. */
const endings: Readonly<Partial<Record<Station, (scene: Scene) => readonly Ending[]>>> = {
  prescale: (scene) => [end(scene, "sized", (world) => { world.capacity = true; })],
  approve: (scene) => (scene.world.writer === "S" ? [end(scene, "approved")] : [
    end(scene, "approved", (_, run) => { run.accepts = false; }), end(scene, "approved", (_, run) => { run.accepts = true; }), end(scene, "ask"), end(scene, "declined"),
  ]),
  fence: fenceEndings,
  promote: promoteEndings,
  "await-writer": ({ world, ...scene }) => {
    const here = { world, ...scene };
    if (world.writer === "S") return [end(here, "writer"), end(here, "wait"), end(here, "late"), end(here, "held")];
    return [end(here, "wait"), end(here, "late"), end(here, "held"), ...(world.moving ? [] : [end(here, "lost")])];
  },
  capacity: (scene) => [end(scene, "enough", sized), end(scene, "brownout", sized), end(scene, "wait", sized)],
  route: routeEndings,
  commit: (scene) => [end(scene, "committed", (world) => {
    world.commits = Math.min(2, world.commits + 1);
    release(world, scene.index);
  })],
  abort: abortEndings,
};

const sized: Effect = (world) => { world.capacity = true; };

function release(world: World, index: 0 | 1): void {
  if (world.owner === index) world.owner = undefined;
}

function fenceEndings(scene: Scene): readonly Ending[] {
  const { world, design } = scene;
  if (world.writer === "S") return [end(scene, "fenced")];
  if (design.fence === "looks-down" && world.p === "down") return [end(scene, "fenced", (_, next) => { next.cleared = true; })];
  if (world.p !== "up") return unconfirmed(scene, []);
  const confirmed = end(scene, "fenced", (next, run) => {
    Object.assign(next, { fence: true, fenceSeen: true, path: false });
    run.cleared = true;
  });
  return [confirmed, ...unconfirmed(scene, [{ path: false }, { fenceSeen: true }])];
}

/** P did not confirm, whatever part of it happened there. What settings approved goes back to people, with the fence lifted where it can be. */
function unconfirmed(scene: Scene, parts: readonly Partial<World>[]): readonly Ending[] {
  const { accepts } = scene.run;
  const raised = [{}, ...parts].map((part) => end(scene, accepts ? "accepted" : "refused", (next, run) => {
    Object.assign(next, { fence: true, ...part });
    run.cleared = accepts;
    next.accepted ||= accepts;
  }));
  if (accepts || scene.world.moving) return raised;
  return [...raised, end(scene, "unaccepted", (next) => {
    next.fence = false;
    if (next.p === "up") Object.assign(next, { fenceSeen: false, path: true });
  })];
}

/** A call that is sent lands later: it is an action of its own. */
function promoteEndings(scene: Scene): readonly Ending[] {
  const { world, run } = scene;
  if (world.writer === "S") return [end(scene, "writer")];
  if (world.moving) return [end(scene, "moving")];
  if (!run.cleared) return [end(scene, "unfenced")];
  return [end(scene, "called", (_, me) => { me.at = "sent"; }), end(scene, "refused"), end(scene, "outworn")];
}

function routeEndings(scene: Scene): readonly Ending[] {
  const { world, design } = scene;
  if (world.writer !== "S" && design.routeAfterWriter) return [end(scene, "Superseded")];
  const pulled: Effect = (next) => { next.lever ||= next.leverStore; };
  const routed = end(scene, "routed", pulled);
  // A place that follows says so itself: it is waited for before anybody claims.
  const unclaimed = world.p === "up" ? [...(dns(world, design) === "S" ? [end(scene, "routed")] : []), end(scene, "wait"), end(scene, "late")] : [];
  return [...(dns(routed.world, design) === "S" || world.leverStore ? [routed] : []), end(scene, "wait", pulled), end(scene, "late", pulled), end(scene, "held", pulled), ...unclaimed];
}

function abortEndings(scene: Scene): readonly Ending[] {
  const { world } = scene;
  if (world.writer === "S" || world.moving) return [end(scene, "forward")];
  const size: Effect = (next) => {
    next.capacity = next.commits > 0;
    release(next, scene.index);
  };
  const undone = end(scene, "aborted", (next, me) => {
    if (next.fence) Object.assign(next, { fence: false, fenceSeen: false, path: true });
    size(next, me);
  });
  // Whoever was cut off hears that the fence is lowered once it is back; its doors may stay shut.
  const unheard = end(scene, "aborted", (next, me) => {
    next.fence = false;
    if (next.p === "up") next.fenceSeen = false;
    size(next, me);
  });
  return [...(world.p === "up" || !world.fence ? [undone] : []), ...(world.fence ? [unheard] : []), end(scene, "forward")];
}

/** All ways in which a step that has the lock may end, as the real one may. */
export function endingsOf(world: World, index: 0 | 1, design: Design): readonly Ending[] {
  const run = world.runs[index];
  const held = copy(world);
  held.held ||= held.owner === index;
  const scene: Scene = { world: held, run, index, design };
  return [...(endings[run.at]?.(scene) ?? []), end(scene, "error")];
}

/** All that may come of the next step of a run that is at one. */
export function stepsOf(world: World, index: 0 | 1, design: Design): readonly World[] {
  const run = world.runs[index];
  if (endings[run.at] === undefined) return [];
  if (design.fencingToken && world.owner !== index) return [stopped(copy(world), index)];
  return endingsOf(world, index, design).flatMap(({ outcome, world: next }) => led(next, index, outcome));
}

/** Where the plan leads with a step's outcome. */
function led(world: World, index: 0 | 1, outcome: string): readonly World[] {
  const { at } = world.runs[index];
  if (at === "sent") return [world];
  if (outcome === "Superseded") return [stopped(world, index)];
  return at === "idle" || at === "dead" || at === "through" ? [world] : follow(world, index, nextOf(at, outcome));
}

function nextOf(step: StepName, outcome: string): Next {
  const plan = planned(step);
  const next = outcome === "error" ? plan.caught : plan.next[outcome];
  if (next === undefined) throw new Error(`${step} does not end with ${outcome}: its plan has ${Object.keys(plan.next).join(", ")}`);
  return next;
}

function follow(world: World, index: 0 | 1, next: Next): readonly World[] {
  if ("again" in next) return [world];
  if ("end" in next) return [next.end === "succeeded" ? put(world, index, "through") : stopped(world, index)];
  return ledTo(world, index, next.to);
}

/** The world, which is a copy already, with a run led to a step: at it, or past it where it is silent. */
export function ledTo(world: World, index: 0 | 1, step: StepName): readonly World[] {
  switch (step) {
    case "preflight": return [...follow(copy(world), index, nextOf(step, "ready")), ...follow(world, index, nextOf(step, "blocked"))];
    case "ask": return follow(world, index, nextOf(step, "answered"));
    case "smoke": return [...follow(copy(world), index, nextOf(step, "passed")), ...follow(world, index, nextOf(step, "held"))];
    case "acquire": case "post-recovery": throw new Error(`no outcome leads to ${step}`);
    default: return [put(world, index, step)];
  }
}

/** A run at a step. What it will not use any more, it forgets: two runs that go on alike are alike. */
function put(world: World, index: 0 | 1, at: Station): World {
  const run = world.runs[index];
  run.at = at;
  run.cleared &&= usesClearance.has(at);
  run.accepts &&= at === "fence";
  return world;
}

const usesClearance: ReadonlySet<Station> = new Set(["promote", "sent", "await-writer"]);

/** A run that is over without having done it: another may start in its place. */
function stopped(world: World, index: 0 | 1): World {
  return put(world, index, "idle");
}
