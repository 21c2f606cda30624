import path from "node:path";
import { recordProgram, type Recording } from "../../tools/recorder";
import { readConfig } from "../../tools/recorder/config";

const root = path.resolve(__dirname, "../..");
const recordings = new Map<string, Promise<Recording>>();

/**
 * The whole program, recorded for a stack with some settings replaced, as `npm run preview -- --set` would. Every combination
 * is recorded once and shared: read it, never change it.
 */
export function recordedStack(stack: "dev" | "prod", set: readonly string[] = []): Promise<Recording> {
  const key = JSON.stringify([stack, set]);
  const known = recordings.get(key);
  if (known !== undefined) return known;
  const settings = readConfig({ projectDir: root, stack, set });
  const recording = recordProgram({ ...settings, projectDir: root, organization: "organization", main: "index.ts" });
  recordings.set(key, recording);
  return recording;
}
