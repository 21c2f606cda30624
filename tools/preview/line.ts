import { type Command, CommanderError } from "commander";

/** Values by option. */
export type Values = Readonly<Record<string, unknown>>;

/** All that is wrong with a command line, a sentence each, or a text that was asked for instead. */
export type Unread =
  | { readonly kind: "refused"; readonly problems: readonly string[] }
  | { readonly kind: "help"; readonly text: string };

/** A command line, read by what a command says of its options. */
export type Line =
  | Unread
  /** What was given, and a sentence for each word that is no option. */
  | { readonly kind: "read"; readonly values: Values; readonly strangers: readonly string[] };

/**
 * Reads a command line. Words that the command does not know are told beside what it does, so that a user hears of all problems at once.
 *
 * @param more What follows the options in the help.
 */
export function readLine(command: Command, argv: readonly string[], more: string): Line {
  command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  try {
    const { operands, unknown } = command.parseOptions([...argv]);
    if (unknown.includes("--help") || unknown.includes("-h")) return { kind: "help", text: `${command.helpInformation()}${more}\n` };
    const known = command.options.map((option) => option.long ?? "").join(", ");
    const strangers = [...operands, ...unknown.filter((word) => word.startsWith("-"))];
    return { kind: "read", values: command.opts(), strangers: strangers.map((word) => `there is no option ${word}: want any of ${known}`) };
  } catch (error) {
    if (error instanceof CommanderError) return { kind: "refused", problems: [error.message.replace(/^error: /, "")] };
    throw error;
  }
}

/** The word that an option was given; undefined without one. */
export function textIn(values: Values, option: string): string | undefined {
  const value = values[option];
  return typeof value === "string" ? value : undefined;
}

/** The words that an option was given; empty without any. */
export function textsIn(values: Values, option: string): readonly string[] {
  const value = values[option];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Between what an option has to lie, and why where its range does not tell that itself. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly why?: string;
}

/** What is wrong with a whole number that was typed. */
export function numberProblems(option: string, given: string | undefined, { least, most, why = "" }: Bounds): readonly string[] {
  const typed = given ?? "", value = /^-?\d{1,10}$/.test(typed) ? Number(typed) : NaN;
  return value >= least && value <= most ? [] : [`${option} is ${typed}, want a whole number from ${String(least)} to ${String(most)}${why}`];
}
