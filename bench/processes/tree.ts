import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type Memory, peaksOf } from "./peaks";
import { type Resident, residentIn } from "./status";

/** Often enough to see the last peak of a process before it ends, and seldom enough not to slow it down. */
const everyMs = 25;

/** Watches a process and all that it starts, until told to stop. */
export interface Watch {
  /** What was seen; undefined where the system does not show it. */
  stop(): Memory | undefined;
}

/** Starts to watch. Linux alone has the files that tell of other processes. */
export function watchTree(pid: number): Watch {
  if (!existsSync(childrenFile(process.pid, process.pid))) return { stop: () => undefined };
  const samples: Resident[][] = [];
  const sample = (): void => { samples.push(treeOf(pid).flatMap((each) => residentIn(read(`/proc/${String(each)}/status`)) ?? [])); };
  const timer = setInterval(sample, everyMs);
  return {
    stop: () => {
      clearInterval(timer);
      return peaksOf(samples);
    },
  };
}

/** The process and all below it. */
function treeOf(pid: number): number[] {
  const children = threadsOf(pid).flatMap((thread) => read(childrenFile(pid, thread)).split(" ").filter((word) => word !== "").map(Number));
  return [pid, ...children.flatMap(treeOf)];
}

function childrenFile(pid: number, thread: number): string {
  return `/proc/${String(pid)}/task/${String(thread)}/children`;
}

function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${String(pid)}/task`).map(Number);
  } catch {
    return [];
  }
}

/** Text of a file; empty once its process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
