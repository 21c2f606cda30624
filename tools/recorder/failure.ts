import { type LogEntry, type Outcome } from "./child/protocol";

/** Why a program has no graph: a message for its author, and what the engine's host would have done. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";

  constructor(message: string, readonly details: {
    /** 32 where the fault is the program's, as the language host has it; 1 otherwise. */
    readonly exitCode: number;
    /** `type name` of what was constructed and never registered. */
    readonly unfinished: readonly string[];
    readonly log: readonly LogEntry[];
  }) {
    super(message);
  }
}

/** Exit code of a program that failed after it told its author why, as the language host has it. */
const userError = 32;
const shown = 10;

/** What is wrong with a run, if anything: refusals of the engine's rules first, since errors of the program may only follow from them. */
export function failureOf(outcome: Outcome, deadlineMs: number): RecordingError | undefined {
  const { refusals, errors, log, unfinished } = outcome;
  const fail = (message: string, exitCode: number) => new RecordingError(message, { exitCode, unfinished, log });
  if (refusals.length > 0) return fail(refusals.map(({ message }) => message).join("\n"), userError);
  if (errors.length > 0) return fail(errors.map(({ message, stack }) => stack ?? message).join("\n"), userError);
  const logged = log.filter(({ severity }) => severity === "error");
  if (logged.length > 0) return fail(logged.map(({ message }) => message).join("\n"), userError);
  if (outcome.missedDeadline) return fail(`the program was not done after ${deadlineMs / 1000} s${waiting(unfinished)}`, 1);
  if (unfinished.length > 0 || !outcome.finished) {
    return fail(`the program ended while it still waited for a promise that nothing settles, or for itself${waiting(unfinished)}`, 1);
  }
  return undefined;
}

/** Whether a second run with mapped stack traces would tell more. */
export function wantsLines({ refusals, errors }: Outcome): boolean {
  return refusals.length === 0 && errors.some((error) => error.wantsLines);
}

function waiting(unfinished: readonly string[]): string {
  if (unfinished.length === 0) return ": its outputs never arrived";
  const more = unfinished.length > shown ? `\n  … and ${unfinished.length - shown} more` : "";
  return `; unfinished:\n${unfinished.slice(0, shown).map((each) => `  ${each}`).join("\n")}${more}`;
}
