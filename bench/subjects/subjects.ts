import { join } from "node:path";
import { type Cost, costOf } from "../processes/cost";

/** What all runs have in common. */
export interface Ground {
  /** Directory of the project. */
  readonly directory: string;
  /** Environment of every run: that of this process, with a folder for temporary files of its own. */
  readonly environment: NodeJS.ProcessEnv;
}

/** A preview of prod as `npm run preview` has it, policies included, without npm in front. */
export function preview(ground: Ground, settings: readonly string[]): Promise<Cost> {
  return costOf({ ...previewed(ground), file: process.execPath, args: ["tools/preview/main.js", ...overrides(settings)] });
}

/** The same with npm in front, as a user types it. */
export function previewByNpm(ground: Ground, settings: readonly string[]): Promise<Cost> {
  return costOf({ ...previewed(ground), ...npm("run", "--silent", "preview", "--", ...overrides(settings)) });
}

/** The SDK alone: as many resources, registered under its own mocks. */
export function bare({ directory, environment }: Ground, count: { readonly components: number; readonly customs: number }): Promise<Cost> {
  const args = [join(__dirname, "bare.js"), String(count.components), String(count.customs)];
  return costOf({ file: process.execPath, args, directory, environment, accepted: [0] });
}

/** The project's tests, with npm in front. */
export function tests({ directory, environment }: Ground): Promise<Cost> {
  return costOf({ ...npm("test"), directory, environment, accepted: [0] });
}

/** A preview that finds violations has done all its work. */
function previewed({ directory, environment }: Ground) {
  return { directory, environment, accepted: [0, 1] };
}

/** The npm that runs this benchmark, else the one in the path. */
function npm(...words: readonly string[]): { readonly file: string; readonly args: readonly string[] } {
  const running = process.env["npm_execpath"];
  return running === undefined ? { file: "npm", args: words } : { file: process.execPath, args: [running, ...words] };
}

function overrides(settings: readonly string[]): string[] {
  return settings.flatMap((setting) => ["--set", setting]);
}
