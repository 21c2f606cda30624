import { type ChildProcess } from "node:child_process";

/** Where and how a program is to run. */
export interface ChildOptions {
  readonly projectDir: string;
  /** Added to this process's environment; credentials of the latter are withheld. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whole stack traces with mapped lines, which cost as much time as all the rest. */
  readonly traces?: boolean;
}

/** Starts the process that will run a program beside its recorder. It loads what every program needs, then waits for a message. */
export function startChild(options: ChildOptions): ChildProcess;

/** This process's environment without credentials, and with what is added. */
export function environmentOf(options: Pick<ChildOptions, "env">): NodeJS.ProcessEnv;

/** Module to preload, so that a process can load TypeScript. */
export const loader: string;

/** Module to preload, so that a process spends its short life on its work. */
export const shortRun: string;

/** Flags of V8 for a process that makes much at once, and soon ends. */
export const room: readonly string[];
