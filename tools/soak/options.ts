import { Command } from "commander";
import { numberProblems, readLine, textIn, type Unread } from "../preview/line";

/** What the user asked for. */
export interface Options {
  readonly runs: number;
  readonly seed: number;
  /** A schedule that failed before, by its ways. */
  readonly path: string | undefined;
  readonly replay: string | undefined;
  /** Whether to run what takes decisions of the design back, instead of the design. */
  readonly mutants: boolean;
  readonly json: boolean;
}

/** Either options, or why there are none. */
export type Parsed = { readonly kind: "options"; readonly options: Options } | Unread;

const most = { runs: 100_000_000, seed: 2_147_483_647 };

const more = `
Exit status:
  0  no schedule broke a promise; with --mutants, each of them was found out
  1  one did, and is told with what runs it again; with --mutants, one was not
  2  bad input

Examples:
  npm run soak                                          a hundred thousand schedules
  npm run soak -- --runs 1000 --seed 7
  npm run soak -- --mutants --runs 1000                 whether the soak would notice
  npm run soak -- --seed 7 --path 59:4:4 --replay "AB/C:VF"   one schedule again, as a fault tells it`;

/** Reads the command line. */
export function parseOptions(argv: readonly string[]): Parsed {
  const line = readLine(command(), argv, more);
  if (line.kind !== "read") return line;
  const { values } = line, runs = textIn(values, "runs"), seed = textIn(values, "seed");
  const options: Options = {
    runs: Number(runs), seed: Number(seed), path: textIn(values, "path"), replay: textIn(values, "replay"), mutants: values["mutants"] === true, json: values["json"] === true,
  };
  const problems = [
    ...line.strangers, ...numberProblems("--runs", runs, { least: 1, most: most.runs }), ...numberProblems("--seed", seed, { least: -most.seed - 1, most: most.seed }),
    ...problemsOf(options),
  ];
  return problems.length > 0 ? { kind: "refused", problems } : { kind: "options", options };
}

function command(): Command {
  return new Command("npm run soak --")
    .description("Runs the real steps of activations in random schedules: two places that come and go, people and deployments, executions that die, calls that are lost, and "
      + "calls of several executions in any order. What the protocol promises has to hold after every one of them, and users have to be served in the end.")
    .usage("[options]")
    .option("--runs <number>", "schedules to run", "100000")
    .option("--seed <number>", "what all chance comes from", "1")
    .option("--path <path>", "run one schedule again: its way through chance")
    .option("--replay <moves>", "and that through its moves")
    .option("--mutants", "run designs with one decision taken back: each has to be found out", false)
    .option("--json", "print the result as JSON", false);
}

function problemsOf({ path, replay, mutants }: Options): readonly string[] {
  return [
    ...(path === undefined || /^\d+(:\d+)*$/.test(path) ? [] : [`--path is ${path}: want numbers with colons between, as a fault tells them`]),
    ...(replay !== undefined && path === undefined ? ["--replay goes with --path: give both, as a fault tells them"] : []),
    ...(path !== undefined && mutants ? ["--path runs one schedule of the design: leave --mutants out"] : []),
  ];
}
