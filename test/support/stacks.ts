import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { deserialize, serialize } from "node:v8";
import { recordProgram, type Recording } from "../../tools/recorder";
import { readConfig } from "../../tools/recorder/config";

const root = path.resolve(__dirname, "../..");
const kept = path.join(root, "node_modules/.cache/recordings");
const recordings = new Map<string, Promise<Recording>>();

/** Folders that no program reads. */
const apart = new Set([".git", "bench", "docs", "node_modules", "policies", "test"]);

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
  return hash.digest("hex");
})();

/**
 * The whole program, recorded for a stack with some settings replaced, as `npm run preview -- --set` would. Every combination
 * is recorded once and shared, by all test processes, and by later runs as long as no source changes: read it, never change it.
 */
export function recordedStack(stack: "dev" | "prod", set: readonly string[] = []): Promise<Recording> {
  const key = JSON.stringify([stack, set]);
  const known = recordings.get(key);
  if (known !== undefined) return known;
  const recording = recorded(stack, set, path.join(kept, sources, createHash("sha1").update(key).digest("hex")));
  recordings.set(key, recording);
  return recording;
}

async function recorded(stack: string, set: readonly string[], file: string): Promise<Recording> {
  if (existsSync(file)) return deserialize(readFileSync(file)) as Recording;
  const settings = readConfig({ projectDir: root, stack, set });
  const recording = await recordProgram({ ...settings, projectDir: root, organization: "organization", main: "index.ts" });
  keep(file, serialize(recording));
  return recording;
}

/** In one step, so that a process beside this one never reads half a file; of other sources nothing stays. */
function keep(file: string, bytes: Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true });
  for (const other of readdirSync(kept)) if (other !== sources) rmSync(path.join(kept, other), { recursive: true, force: true });
  writeFileSync(`${file}.${process.pid}`, bytes);
  renameSync(`${file}.${process.pid}`, file);
}
