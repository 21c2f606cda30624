import { type ChildProcess, spawn } from "node:child_process";
import { type Memory } from "./peaks";
import { watchTree } from "./tree";

/** What one run took. */
export interface Cost {
  readonly ms: number;
  /** Undefined where the system does not show it. */
  readonly memory: Memory | undefined;
}

/** A program to run, as a user would. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Exit codes of a run that did its work. */
  readonly accepted: readonly number[];
}

/** Characters of a command and of the end of its output that a failure shows: settings in a command are long. */
const shownWords = 200;
const shownOutput = 1500;

/**
 * Runs a command to its end, and measures it and all that it starts.
 *
 * @throws {Error} with the end of its output when it fails.
 */
export async function costOf({ file, args, directory, environment, accepted }: Command): Promise<Cost> {
  const startedAt = performance.now();
  const child = spawn(file, args, { cwd: directory, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  const watch = watchTree(child.pid ?? 0);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => { output = (output + text).slice(-shownOutput); });
  }
  const ending = await endOf(child);
  const cost = { ms: performance.now() - startedAt, memory: watch.stop() };
  if (accepted.some((code) => code === ending)) return cost;
  throw new Error(`${file} ${args.join(" ").slice(0, shownWords)} ended with ${String(ending)}, want ${accepted.join(" or ")}:\n${output.trim()}`);
}

function endOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once("error", (error) => { resolve(error.message); });
    child.once("close", (code, signal) => { resolve(code ?? signal ?? "nothing"); });
  });
}
