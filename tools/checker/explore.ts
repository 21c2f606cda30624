import { actions } from "./actions";
import { invariants, isServed } from "./invariants";
import { type Design } from "./variants";
import { firstWorld, pack, unpack, type World } from "./world";

/** What a look at every state that can be reached found. */
export interface Findings {
  readonly states: number;
  readonly transitions: number;
  /** By invariant that does not hold: a shortest way to a state that breaks it, in names of actions. */
  readonly broken: Readonly<Record<string, readonly string[]>>;
  /** States with P gone, or the database moved, from which users cannot be served in S, whatever happens. */
  readonly stuck: number;
  readonly stuckAfter: readonly string[] | undefined;
}

/**
 * Looks at every state that a design can reach.
 *
 * @param until Invariants, by their names: once all of them are broken, the rest is not looked at. @defaultValue none
 */
export function explore(design: Design, until: readonly string[] = []): Findings {
  const space = new Space(design);
  space.reach(until);
  const stuck = stuckIn(space);
  const first = stuck[0];
  return {
    states: space.codes.length, transitions: space.from.length, broken: space.broken,
    stuck: stuck.length, stuckAfter: first === undefined ? undefined : space.wayTo(first),
  };
}

const rules = Object.entries(invariants);
const ofStates = rules.flatMap(([name, { holds }]) => (holds === undefined ? [] : [{ name, holds }]));
const ofSteps = rules.flatMap(([name, { keeps }]) => (keeps === undefined ? [] : [{ name, keeps }]));

/** Every state of a design, in the order in which they are found: the nearest first. */
class Space {
  readonly codes: number[] = [];
  /** Every transition, by its two states. */
  readonly from: number[] = [];
  readonly to: number[] = [];
  /** States with users at S; and states that want that, since P is gone or the database has moved. */
  readonly served: number[] = [];
  readonly wanting: number[] = [];
  readonly broken: Record<string, readonly string[]> = {};
  private readonly known = new Map<number, number>();
  /** By state: the one that it was found from. */
  private readonly parents: number[] = [];

  constructor(private readonly design: Design) {}

  reach(until: readonly string[]): void {
    this.add(firstWorld(), pack(firstWorld()), -1);
    for (let index = 0; index < this.codes.length; index++) {
      if (until.length > 0 && until.every((name) => this.broken[name] !== undefined)) return;
      const world = unpack(this.codes[index] ?? 0);
      for (const action of actions) {
        for (const next of action.of(world, this.design)) this.go({ index, world }, next);
      }
    }
  }

  /** A shortest way to a state, in names of actions. A number does not say which run is which, so that the way is walked again. */
  wayTo(index: number, beyond?: number): readonly string[] {
    const stops = beyond === undefined ? [] : [beyond];
    for (let at = index; at > 0; at = this.parents[at] ?? 0) stops.push(this.codes[at] ?? 0);
    let world = firstWorld();
    return stops.reverse().map((code) => {
      const step = stepTo(world, code, this.design);
      world = step.world;
      return step.name;
    });
  }

  /** What holds of a state is asked once, as it is found; what a step keeps, at each. */
  private go(here: { readonly index: number; readonly world: World }, next: World): void {
    const code = pack(next), known = this.known.get(code), there = known ?? this.add(next, code, here.index);
    if (there === here.index) return;
    this.from.push(here.index);
    this.to.push(there);
    if (known === undefined) {
      for (const { name, holds } of ofStates) if (this.broken[name] === undefined && !holds(next, this.design)) this.broken[name] = this.wayTo(here.index, code);
    }
    for (const { name, keeps } of ofSteps) {
      if (this.broken[name] === undefined && !keeps(next, here.world)) this.broken[name] = this.wayTo(here.index, code);
    }
  }

  private add(world: World, code: number, parent: number): number {
    const index = this.codes.push(code) - 1;
    this.known.set(code, index);
    this.parents.push(parent);
    if (isServed(world, this.design)) this.served.push(index);
    else if (world.p !== "up" || world.writer === "S") this.wanting.push(index);
    return index;
  }
}

/** The action that leads from a world to one of a number, and the world with its runs in their order. */
function stepTo(world: World, code: number, design: Design): { readonly name: string; readonly world: World } {
  for (const { name, of } of actions) {
    const next = of(world, design).find((each) => pack(each) === code);
    if (next !== undefined) return { name: name(world), world: next };
  }
  throw new Error("no action leads to a state that was reached by one");
}

/** States that want service in S and from which no way leads there. */
function stuckIn(space: Space): readonly number[] {
  const back = predecessors(space);
  const fine = new Uint8Array(space.codes.length);
  const open = [...space.served];
  for (const index of open) fine[index] = 1;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (let edge = back.starts[at] ?? 0; edge < (back.starts[at + 1] ?? 0); edge++) {
      const before = back.sources[edge] ?? 0;
      if (fine[before] === 1) continue;
      fine[before] = 1;
      open.push(before);
    }
  }
  return space.wanting.filter((index) => fine[index] === 0);
}

/** Transitions by where they lead, one after the other. */
function predecessors({ codes, from, to }: Space): { readonly starts: Uint32Array; readonly sources: Uint32Array } {
  const starts = new Uint32Array(codes.length + 1), sources = new Uint32Array(to.length);
  for (const there of to) starts[there + 1] = (starts[there + 1] ?? 0) + 1;
  for (let index = 0; index < codes.length; index++) starts[index + 1] = (starts[index + 1] ?? 0) + (starts[index] ?? 0);
  const filled = starts.slice();
  for (const [edge, there] of to.entries()) {
    const slot = filled[there] ?? 0;
    sources[slot] = from[edge] ?? 0;
    filled[there] = slot + 1;
  }
  return { starts, sources };
}

/** Every world that a design can reach, the nearest first. */
export function reachable(design: Design): readonly World[] {
  const space = new Space(design);
  space.reach([]);
  return space.codes.map(unpack);
}
