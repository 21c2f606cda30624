import { Command, CommanderError, InvalidArgumentError } from "commander";

/** What the user asked for. */
export interface Options {
  /** Everything once and small, to see that the benchmark itself works. */
  readonly smoke: boolean;
  /** Rounds in which everything is measured once. */
  readonly runs: number;
  /** File for the results, in place of one in bench/results. */
  readonly json: string | undefined;
  /** Whether the tests are timed too. */
  readonly tests: boolean;
}

export type Parsed =
  | { readonly kind: "options"; readonly options: Options }
  | { readonly kind: "refused"; readonly problem: string }
  | { readonly kind: "help"; readonly text: string };

const examples = `
Exit status:
  0  every target is met, or too little was measured to tell
  1  a target is missed; with --smoke never
  2  bad input, or something that is measured does not run`;

/** Reads the command line. */
export function parseOptions(argv: readonly string[]): Parsed {
  const command = new Command("npm run bench --")
    .description("Measures how long a preview of prod takes, how much memory it needs, and how both grow with the platform.")
    .usage("[options]")
    .option("--smoke", "everything once and small, to see that the benchmark itself works; misses no target", false)
    .option("--runs <number>", "rounds in which everything is measured once", wholeNumber, 5)
    .option("--json <file>", "file for the results, in place of bench/results/<date>-<commit>.json; with --smoke none is kept else")
    .option("--tests", "time `npm test` too", false)
    .exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  try {
    const { smoke, runs, json, tests } = command.parse([...argv], { from: "user" }).opts<{ smoke: boolean; runs: number; json?: string; tests: boolean }>();
    return { kind: "options", options: { smoke, runs: smoke ? 1 : runs, json, tests } };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed") return { kind: "help", text: `${command.helpInformation()}${examples}\n` };
    return { kind: "refused", problem: error.message.replace(/^error: /, "") };
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError("Want a whole number from 1 to 999.");
  return Number(text);
}
