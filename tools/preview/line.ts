import { type Command, CommanderError } from "commander";

/** A command line, read by what a command says of its options. */
export type Line =
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "refused"; readonly problems: readonly string[] }
  /** Values by option, and a sentence for each word that is no option. */
  | { readonly kind: "read"; readonly values: Readonly<Record<string, unknown>>; readonly strangers: readonly string[] };

/**
 * Reads a command line. Words that the command does not know are told beside what it does, so that a user hears of all problems at once.
 *
 * @param more What follows the options in the help.
 */
export function readLine(command: Command, argv: readonly string[], more: string): Line {
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
