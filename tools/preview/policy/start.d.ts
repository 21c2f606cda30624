/** A policy pack in a process of its own. */
export interface PackProcess {
  /** First line that it prints: the port that it listens on. */
  readonly firstLine: Promise<string>;
  /** How it ended: a signal, an exit code, or why it could not be started. */
  readonly ended: Promise<string>;
  /** All that it wrote so far, to both outputs. */
  written(): string;
  kill(): void;
}

export function startPack(directory: string, subject: { readonly project: string; readonly stack: string }): PackProcess;
