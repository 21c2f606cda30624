import type { ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";

/** A policy pack in a process of its own; its first line is the port that it listens on. */
export type PackProcess = ChildProcessByStdio<null, Readable, Readable>;

export function startPack(directory: string, subject: { readonly project: string; readonly stack: string }): PackProcess;
