import { spawnSync } from "node:child_process";
import { Writable } from "node:stream";

/** How a command ended, and what it said. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as its user does, in a process of its own. */
export function spawned(main: string, words: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], { encoding: "utf8", timeout: 110_000 });
  return { status, out: stdout, err: stderr };
}

/** The lines of a text, none where it says nothing. */
export const linesOf = (text: string): readonly string[] => text === "" ? [] : text.trimEnd().split("\n");

/**
 * Runs a command's own function in this process, with streams and an exit of its own: to start a process, and to load the command into it,
 * takes ten times as long as most of what a command does. Nothing else may run meanwhile.
 */
export async function ended(command: () => unknown): Promise<Ended> {
  const texts = { stdout: "", stderr: "" };
  const kept = (["stdout", "stderr"] as const).map((name) => {
    const own = Object.getOwnPropertyDescriptor(process, name) ?? {};
    const stream = new Writable({ write: (chunk, _, done) => { texts[name] += String(chunk); done(); } });
    Object.defineProperty(process, name, { configurable: true, enumerable: true, value: stream });
    return { name, own };
  });
  const exit = Object.getOwnPropertyDescriptor(process, "exit") ?? {};
  try {
    const status = await new Promise<number>((resolve, reject) => {
      Reflect.set(process, "exit", resolve);
      Promise.resolve(command()).catch(reject);
    });
    return { status, out: texts.stdout, err: texts.stderr };
  } finally {
    Object.defineProperty(process, "exit", exit);
    for (const { name, own } of kept) Object.defineProperty(process, name, own);
  }
}
