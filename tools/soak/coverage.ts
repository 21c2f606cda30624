import { at } from "../../protocol/simulated";
import { type Stage } from "./stage";

/** What schedules have been through. */
export interface Coverage {
  /** How often each thing happened, and each step ended in each way. */
  readonly moves: Record<string, number>;
  readonly ends: Record<string, number>;
  /** Numbers of the states that were seen, as far as times and epochs do not matter. */
  readonly states: Set<number>;
}

export function newCoverage(): Coverage {
  return { moves: {}, ends: {}, states: new Set() };
}

export function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

/** A number for what a stage is like. */
export function stateOf({ world, alive, settings }: Stage): number {
  const { writer, operation, now } = world;
  const places = world.keys.map((key) => {
    const { up, seen, serving, linked, leverStore, accepts, path, lever, size, stalled, table } = at(world, key);
    const lock = table.locks[key], fence = table.fences[key] ?? 0;
    return [up, seen, serving, linked, leverStore, accepts, path, lever > 0, size, stalled, fence > (table.standings[key]?.epoch ?? 0), (lock?.leaseUntil ?? 0) > now].join();
  });
  const actors = alive.map(({ place, step, calls }) => `${place}${step}${calls.map(({ call }) => call.name).join()}`).sort();
  return hash([writer, operation?.to, settings.primary, ...places, ...actors].join("|"));
}

function hash(text: string): number {
  let value = 0x811C9DC5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
