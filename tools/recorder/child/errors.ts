import { isObject } from "../property";
import { type ProgramError } from "./protocol";

/** The errors of a program that nobody caught, each once: one error may reject several promises. */
export class Uncaught {
  readonly #seen = new Map<unknown, ProgramError>();

  constructor() {
    process.on("uncaughtException", (error) => this.add(error));
    process.on("unhandledRejection", (error) => this.add(error));
  }

  add(error: unknown): void {
    if (!this.#seen.has(error)) this.#seen.set(error, describe(error));
  }

  get all(): ProgramError[] {
    return [...this.#seen.values()];
  }
}

/** What the language host would print of an error: errors that speak for themselves come without a stack. */
function describe(error: unknown): ProgramError {
  if (!(error instanceof Error)) return { message: `the program threw ${JSON.stringify(error) ?? String(error)}`, wantsLines: false };
  const { message } = error;
  const marks: unknown = error;
  const plain = isObject(marks) && (marks["__pulumiRunError"] === true || (marks["__pulumiResourceError"] === true && marks["hideStack"] === true));
  if (plain) return { message, wantsLines: false };
  return { message, wantsLines: true, ...(error.stack !== undefined && { stack: ownFrames(error.stack) }) };
}

/** A stack trace as far as it is the program's: what called the program is none of its author's concern. */
function ownFrames(stack: string): string {
  const lines = stack.split("\n");
  const end = lines.findIndex((line) => line.includes(`${__dirname}/`));
  return lines.slice(0, end < 0 ? undefined : end).join("\n");
}
