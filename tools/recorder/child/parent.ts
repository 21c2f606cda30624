import { type ChildProcess } from "node:child_process";
import { type ChildOptions, startChild } from "../start";
import type { ResourceState } from "../graph";
import { type ChildMessage, type Outcome, type RunMessage } from "./protocol";
import { recalled } from "./stream";

/** What a program prints on its own goes to the same streams of this process. */
export interface Ending {
  readonly outcome?: Outcome;
  /** Why there is none: how the process ended before it could tell. */
  readonly died?: string;
}

/** Time that a child has beyond its deadline to say what is unfinished, in milliseconds. A program that never rests cannot. */
const graceMs = 500;

export interface RunOptions extends ChildOptions {
  /** A child that waits for its program. Absent, one is started. */
  readonly child?: ChildProcess;
  /** Hears of resources while the program runs, where the message asks for that. */
  readonly onResources?: (resources: readonly ResourceState[]) => void;
}

/** Has a child run a program, and waits for what it found. Ends the child in any case. */
export function runInChild(message: RunMessage, options: RunOptions): Promise<Ending> {
  const child = options.child ?? startChild(options);
  child.stdout?.pipe(process.stderr);
  child.stderr?.pipe(process.stderr);
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), message.deadlineAt - Date.now() + graceMs);
    const end = (ending: Ending): void => {
      clearTimeout(timer);
      resolve(ending);
    };
    const told: ResourceState[] = [];
    child.on("message", (message: ChildMessage) => {
      if (message.kind === "resources") {
        told.push(...message.resources);
        options.onResources?.(message.resources);
      } else {
        const { graph, ...found } = message.outcome;
        end({ outcome: { ...found, graph: { ...graph, resources: recalled(graph.resources, told) } } });
      }
    });
    child.on("error", (error) => end({ died: `cannot run the program: ${error.message}` }));
    child.on("exit", (code, signal) => end({ died: signal === "SIGKILL" ? "deadline" : `the program ended its own process with exit code ${code}` }));
    child.send(message);
  });
}
