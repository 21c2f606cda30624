import { type Graph, type ResourceState } from "../graph";
import { type Told } from "./stream";

/** What a child is told to run. */
export interface RunMessage {
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  /** Module or directory to load. */
  readonly entry: string;
  /** Settings by full key (`namespace:key`), each the text that the engine would hand over. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  /** Module that exports `answers` to give in place of AWS's. */
  readonly answersModule?: string | undefined;
  /** When the program has to be done, in milliseconds since 1970. */
  readonly deadlineAt: number;
  /** Whether to tell of resources while the program runs. */
  readonly streams: boolean;
}

/** What a child says: some resources, as often as it likes, and in the end what it found. */
export type ChildMessage =
  | { readonly kind: "resources"; readonly resources: readonly ResourceState[] }
  | { readonly kind: "outcome"; readonly outcome: Omit<Outcome, "graph"> & { readonly graph: Omit<Graph, "resources"> & { readonly resources: readonly Told[] } } };

/** Something that the program, or the SDK in its name, said. */
export interface LogEntry {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
  readonly urn?: string;
}

/** What a child found. */
export interface Outcome {
  readonly graph: Graph;
  readonly log: readonly LogEntry[];
  /** Types for which the answers know only a general form. */
  readonly fallbackTypes: readonly string[];
  /** What the engine, or the recorder in its place, refused. */
  readonly refusals: readonly { readonly message: string; readonly urn: string }[];
  /** Errors of the program that nobody caught. */
  readonly errors: readonly ProgramError[];
  /** `type name` of what was constructed and never registered. */
  readonly unfinished: readonly string[];
  /** Whether the stack's outputs arrived. */
  readonly finished: boolean;
  readonly missedDeadline: boolean;
  /** Milliseconds since the child started, by what was reached then. */
  readonly timings: Readonly<Record<string, number>>;
}

export interface ProgramError {
  readonly message: string;
  /** Absent where the error asks to be shown without. */
  readonly stack?: string;
  /** Whether the lines of a stack trace would help. */
  readonly wantsLines: boolean;
}
