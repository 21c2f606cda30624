import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { deserialize, serialize } from "node:v8";
import { parseSettings } from "../../stacks/settings";
import { answers } from "../../tools/answers";
import { type Recording } from "../../tools/recorder";
import { readConfig } from "../../tools/recorder/config";
import { type DeploymentFacts } from "../../tools/recorder/service";
import { runProgram } from "./run-program";

const root = path.resolve(__dirname, "../..");
const kept = path.join(root, "node_modules/.cache/recordings");

/** Settings of a stack by what a test says; and the last few recordings, by what settings come to. All of them would fill the memory of a process. */
const settings = new Map<string, DeploymentFacts>();
const recordings = new Map<string, Promise<Recorded>>();
const held = 4;

/** What tests ask of a recording. */
export type Recorded = Pick<Recording, "graph">;

/** Folders that no program reads; what is in `.cache` is made of what is read. Tools are read: the program deploys the command of the worst day. */
const apart = new Set([".cache", ".git", "bench", "docs", "node_modules", "policies", "test"]);

/** All that a recording depends on: this Node, and every file of the project that a program or its recorder may read. */
const sources = ((): string => {
  const hash = createHash("sha1").update(process.version);
  const add = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) add(file);
      else if (entry.isFile()) hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file)).update("\0");
    }
  };
  for (const entry of readdirSync(root, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (apart.has(entry.name)) continue;
    if (entry.isDirectory()) add(path.join(root, entry.name));
    else hash.update(`${entry.name}\0`).update(readFileSync(path.join(root, entry.name))).update("\0");
  }
  for (const file of ["run-program.ts", "without-traces.ts"]) hash.update(readFileSync(path.join(__dirname, file)));
  return hash.digest("hex");
})();

/**
 * The whole program, recorded for a stack with some settings replaced, as `npm run preview -- --set` would. What the settings come to is
 * recorded once, however a test says it, and shared: by all tests of a process, by all processes, and by later runs as long as no source
 * changes. Read it, never change it.
 */
export function recordedStack(stack: "dev" | "prod", set: readonly string[] = []): Promise<Recorded> {
  const question = JSON.stringify([stack, set]);
  const facts = settings.get(question) ?? { ...readConfig({ projectDir: root, stack, set }), organization: "organization" };
  settings.set(question, facts);
  return recordedFor(facts);
}

/** The whole program, recorded with these settings. */
export function recordedFor(facts: DeploymentFacts): Promise<Recorded> {
  const key = keyOf(facts);
  const known = recordings.get(key) ?? recorded(facts, path.join(kept, sources, key));
  recordings.delete(key);
  recordings.set(key, known);
  for (const oldest of [...recordings.keys()].slice(0, -held)) recordings.delete(oldest);
  return known;
}

/** One program after the other, since the SDK in a process knows one deployment. */
let turn: Promise<unknown> = Promise.resolve();

function recorded(facts: DeploymentFacts, file: string): Promise<Recorded> {
  const recording = turn.then(async (): Promise<Recorded> => {
    if (!existsSync(file)) keep(file, serialize({ graph: await runProgram(path.join(root, "index.ts"), facts, answers) }));
    return deserialize(readFileSync(file)) as Recorded;
  });
  turn = recording.catch(() => undefined);
  return recording;
}

/** The same for all that comes to the same settings. */
function keyOf({ stack, config, secretKeys }: DeploymentFacts): string {
  const others = Object.entries(config).filter(([key]) => !key.startsWith("understudy:"));
  return createHash("sha1").update(JSON.stringify(sorted([stack, parseSettings(config, stack), Object.fromEntries(others), secretKeys]))).digest("hex");
}

/** The same data with the keys of every object in one order. */
function sorted(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sorted);
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, sorted(value)]));
}

/** In one step, so that a process beside this one never reads half a file; of other sources nothing stays. */
function keep(file: string, bytes: Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true });
  for (const other of readdirSync(kept)) if (other !== sources) rmSync(path.join(kept, other), { recursive: true, force: true });
  writeFileSync(`${file}.${process.pid}`, bytes);
  renameSync(`${file}.${process.pid}`, file);
}
