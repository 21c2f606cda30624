import { type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { type Ending, runInChild, type RunOptions } from "./child/parent";
import { type LogEntry, type Outcome, type RunMessage } from "./child/protocol";
import { entryOf } from "./entry";
import { failureOf, RecordingError, wantsLines } from "./failure";
import { type Graph, type ResourceState } from "./graph";

export { ConfigError, type ConfigSource, readConfig, type StackSettings } from "./config";
export { RecordingError } from "./failure";
export { startChild } from "./start";
export { type DeploymentFile, fromDeployment, toDeployment } from "./state";
export type { LogEntry } from "./child/protocol";

/** What to record. */
export interface RecordOptions {
  /** Directory of the program, where its Pulumi.yaml or package.json is. */
  readonly projectDir: string;
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  /** By full key (`namespace:key`), each the text that the engine would hand over: objects and numbers as JSON. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Entry point below `projectDir`. @defaultValue `main` of package.json, else index */
  readonly main?: string;
  /** How to run the program. @defaultValue "in-process" */
  readonly host?: "in-process" | "grpc";
  /** @defaultValue 60 000 */
  readonly deadlineMs?: number;
  /** Added to the environment of the program. */
  readonly env?: Readonly<Record<string, string>>;
  /** Module that exports `answers` to give in place of AWS's. */
  readonly answersModule?: string;
  /** A process from {@link startChild} that waits for its program; in-process host only. Absent, one is started. */
  readonly child?: ChildProcess;
  /** Hears of resources while the program runs, so that work on them need not wait; in-process host only. Their inputs are final, the outputs of components are not there yet. */
  readonly onResources?: (resources: readonly ResourceState[]) => void;
}

/** What a program would create, and what was said on the way. */
export interface Recording {
  readonly graph: Graph;
  readonly log: readonly LogEntry[];
  /** Types for which the answers know only a general form, sorted. */
  readonly fallbackTypes: readonly string[];
  /** Milliseconds since the program's process started, by what was reached then. */
  readonly timings: Readonly<Record<string, number>>;
}

const defaultDeadlineMs = 60_000;

/**
 * Runs a Pulumi program as it is, with a recorder in place of the engine: no account, no network, no engine.
 * @throws {RecordingError} when the program fails, or asks what the engine would refuse.
 */
export async function recordProgram(options: RecordOptions): Promise<Recording> {
  const deadlineMs = options.deadlineMs ?? defaultDeadlineMs;
  const first = await attempt(options, deadlineMs, false);
  const failure = failureOf(first, deadlineMs);
  if (failure === undefined) return first;
  if (!wantsLines(first)) throw failure;
  throw failureOf(await attempt(options, deadlineMs, true), deadlineMs) ?? failure;
}

async function attempt(options: RecordOptions, deadlineMs: number, traces: boolean): Promise<Outcome> {
  const { projectDir, env = {}, child, onResources } = options;
  const streams = onResources !== undefined && !traces;
  const message: RunMessage = { ...pick(options), entry: entryOf(projectDir, options.main), deadlineAt: Date.now() + deadlineMs, streams };
  const run = options.host === "grpc" ? grpcHost() : runInChild;
  const { outcome, died } = await run(message, { projectDir, env, traces, ...(child !== undefined && !traces && { child }), ...(streams && { onResources }) });
  if (outcome !== undefined) return outcome;
  const why = died === "deadline" ? `the program was not done after ${deadlineMs / 1000} s, and never rested: it loops` : died;
  throw new RecordingError(why ?? "the program ended", { exitCode: 1, unfinished: [], log: [] });
}

type Runner = (message: RunMessage, options: RunOptions) => Promise<Ending>;

/** The other host, loaded only where it is asked for: it needs the whole SDK in this process. */
function grpcHost(): Runner {
  const loaded: unknown = createRequire(__filename)("./grpc-host.ts");
  const run: unknown = typeof loaded === "object" && loaded !== null ? Reflect.get(loaded, "runOverGrpc") : undefined;
  if (!isRunner(run)) throw new Error("tools/recorder/grpc-host.ts exports no runOverGrpc");
  return run;
}

function isRunner(value: unknown): value is Runner {
  return typeof value === "function";
}

function pick({ project, stack, organization, config, secretKeys, answersModule }: RecordOptions): Omit<RunMessage, "entry" | "deadlineAt" | "streams"> {
  return { project, stack, organization, config, secretKeys, answersModule };
}
