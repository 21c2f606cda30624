import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { type Request } from "../../../protocol";
import { newWorld, type World } from "../../../protocol/simulated";
import { writeWhole } from "../../preview/files";
import { Refusal } from "../../preview/refusal";
import { parsed } from "../../recorder/json";

/** Everything simulated, as it stands in its file: other processes see and change the same. */
export interface Simulated {
  readonly version: 1;
  readonly world: World;
  /** What each activation was asked for. */
  readonly runs: Record<string, Request>;
  /** Drill levers that are pulled, by place: the epoch. */
  readonly drills: Record<string, number>;
  readonly suppressed: Record<string, number>;
  readonly signedOff: Record<string, string>;
  /** When it was last written, by the clock of this machine. */
  savedAt: number;
}

/** How long another process may keep the file to itself: its change takes milliseconds, so that it died. */
const staleMilliseconds = 3_000;

/** Two healthy places, of which the first is active. */
export function newSimulated(places: readonly [string, string], now: number): Simulated {
  return { version: 1, world: newWorld(places, undefined, now), runs: {}, drills: {}, suppressed: {}, signedOff: {}, savedAt: now };
}

/**
 * The simulated platform in a file. Each change reads the file, changes what is there and writes it, while no other process does. Time passes as
 * it does on this machine, and faster where a command waits.
 */
export class Store {
  /** Always the same object, brought up to date: ports keep parts of it. */
  readonly state: Simulated;

  constructor(private readonly file: string, fresh: Simulated, private readonly clock: () => number) {
    this.state = existsSync(file) ? read(file) : fresh;
    this.pass();
  }

  /** True to keep every change in memory: what only looks leaves no trace. */
  frozen = false;

  transact<T>(change: (state: Simulated) => T): T {
    if (this.frozen) return change(this.state);
    mkdirSync(dirname(this.file), { recursive: true });
    return alone(`${this.file}.lock`, () => {
      const isKept = existsSync(this.file);
      if (isKept) become(this.state, read(this.file));
      this.pass();
      const before = isKept ? JSON.stringify(this.state) : "";
      try {
        return change(this.state);
      } finally {
        // That time has passed, whoever comes next finds out for itself.
        const after = JSON.stringify(this.state);
        if (after !== before) writeWhole(this.file, after);
      }
    });
  }

  private pass(): void {
    const now = this.clock();
    this.state.world.now += Math.max(0, now - this.state.savedAt);
    this.state.savedAt = now;
  }
}

function read(file: string): Simulated {
  const value = parsed(readFileSync(file, "utf8"));
  if (!isSimulated(value)) throw new Refusal([`${file} is no simulated platform of this version: begin a new one with --reset`]);
  return value;
}

function isSimulated(value: unknown): value is Simulated {
  return typeof value === "object" && value !== null && "version" in value && value.version === 1 && "world" in value && "runs" in value && "savedAt" in value;
}

/** Runs what no other process may run meanwhile. */
function alone<T>(lock: string, run: () => T): T {
  while (!take(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  try {
    return run();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    closeSync(openSync(lock, "wx"));
    return true;
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > staleMilliseconds) rmSync(lock, { force: true });
    return false;
  }
}

/** Makes plain data equal to other plain data without replacing the objects that it is made of. */
function become(into: object, from: object): void {
  for (const key of Reflect.ownKeys(into)) if (!(key in from)) Reflect.deleteProperty(into, key);
  for (const [key, value] of Object.entries(from)) {
    const known: unknown = Reflect.get(into, key);
    if (isPlain(known) && isPlain(value)) become(known, value);
    else Reflect.set(into, key, value);
  }
}

const isPlain = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);
