import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { failover } from "../../../tools/failover/cli";

/** Root of the program, with its stacks. */
export const root = path.resolve(__dirname, "../../..");

/** What a command said, and the code that it ended with. */
export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line. */
export async function ran(line: readonly string[], directory = root): Promise<Ran> {
  let out = "", err = "";
  const exit = await failover(line, { directory, out: (text) => { out += text; }, err: (text) => { err += text; } });
  return { exit, out, err };
}

/** A simulated platform of one test's own, on which a second of waiting takes no time. */
export function simulation(): { readonly file: string; readonly run: (line: string) => Promise<Ran>; readonly json: (line: string) => Promise<Ran & { readonly data: Record<string, unknown> }> } {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "failover-")), "state.json");
  const run = (line: string): Promise<Ran> => ran([...line.split(" "), "--simulated", "--state", file, ...(line.includes("--speed") ? [] : ["--speed", "999999"])]);
  return { file, run, json: async (line) => { const done = await run(`${line} --json`); return { ...done, data: JSON.parse(done.out) as Record<string, unknown> }; } };
}
