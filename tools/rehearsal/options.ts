import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Command, Option } from "commander";
import { numberProblems, readLine, textIn, textsIn, type Unread, type Values } from "../preview/line";
import { stacksIn } from "../preview/options";
import { scenarios } from "./scenarios";

/** What the user asked for. */
export interface Options {
  readonly stack: string;
  /** Settings that replace those of the stack file, as `key=value`. */
  readonly set: readonly string[];
  /** Runs of all scenarios together. */
  readonly runs: number;
  readonly seed: number;
  /** Names of scenarios, in the order in which they are told. */
  readonly scenarios: readonly string[];
  /** Whether to show what other settings of detection would buy and cost. */
  readonly trade: boolean;
  /** File to write the result to; `-` is the standard output. */
  readonly json: string | undefined;
}

/** Either options, or why there are none. */
export type Parsed = { readonly kind: "options"; readonly options: Options } | Unread;

const most = { runs: 1_000_000, seed: 4_294_967_295 };

const more = `
Scenarios:
${scenarios.map(({ name, story }) => `  ${name.padEnd(18)} ${story}`).join("\n")}

Exit status:
  0  the promised outage holds in 99 of 100 runs of each scenario, and no invariant is broken; a goal that is missed is told
  1  it does not, or one is
  2  bad input: options, settings

Examples:
  npm run rehearse                                      prod, every scenario
  npm run rehearse -- --runs 20000 --seed 7
  npm run rehearse -- --scenario clean-loss --set understudy:recovery.decision=automatic --set understudy:recovery.maxDataLossSeconds=40
  npm run rehearse -- --trade --scenario clean-loss     what a quicker detection buys, and what it costs`;

/** Reads the command line of a project; stacks, scenarios and folders are checked to exist. */
export function parseOptions(argv: readonly string[], directory: string): Parsed {
  const line = readLine(commandOf(stacksIn(directory)), argv, more);
  if (line.kind !== "read") return line;
  const problems = [...line.strangers, ...problemsWith(line.values, directory)];
  return problems.length > 0 ? { kind: "refused", problems } : { kind: "options", options: optionsOf(line.values) };
}

function commandOf(stacks: readonly string[]): Command {
  return new Command("npm run rehearse --")
    .description("Loses a region some thousand times, in a simulation that runs the real steps of a failover, and shows how long users wait, what is lost, "
      + "and where the time goes. The same seed gives the same figures.")
    .usage("[options]")
    .option("--runs <number>", "runs of all scenarios together", "12000")
    .option("--seed <number>", "what all chance comes from", "1")
    .addOption(new Option("--scenario <name...>", "scenarios to run, of those below").default([], "all"))
    .option("--trade", "show what other settings of detection would buy in an automatic failover, and cost in false alarms", false)
    .addOption(new Option("--stack <name>", `the stack whose settings to rehearse: ${stacks.join(" or ")}`).default("prod"))
    .addOption(new Option("--set <key=value...>", "a setting for this run only, such as understudy:recovery.decision=automatic").default([], "none"))
    .option("--json <file>", "write the result; `-` is the standard output")
    .addOption(new Option("--dir <directory>", "the project to look at").default(undefined, "this one"));
}

function optionsOf(values: Values): Options {
  return {
    stack: textIn(values, "stack") ?? "prod", set: textsIn(values, "set"), runs: Number(values["runs"]), seed: Number(values["seed"]),
    scenarios: chosen(textsIn(values, "scenario")), trade: values["trade"] === true, json: textIn(values, "json"),
  };
}

function chosen(names: readonly string[]): readonly string[] {
  return scenarios.map(({ name }) => name).filter((name) => names.length === 0 || names.includes(name));
}

function problemsWith(values: Values, directory: string): readonly string[] {
  const stacks = stacksIn(directory), names = textsIn(values, "scenario"), known = scenarios.map(({ name }) => name);
  const { stack, json } = { stack: textIn(values, "stack") ?? "prod", json: textIn(values, "json") };
  const wanted = chosen(names).length, why = wanted > 1 ? `, at least one for each of the ${String(wanted)} scenarios` : "";
  return [
    ...stacks.includes(stack) ? [] : [`there is no stack ${stack}: want one of ${stacks.join(", ")}`],
    ...numberProblems("--runs", textIn(values, "runs"), { least: Math.max(1, wanted), most: most.runs, why }),
    ...numberProblems("--seed", textIn(values, "seed"), { least: 0, most: most.seed }),
    ...names.filter((name) => !known.includes(name)).map((name) => `there is no scenario ${name}: want any of ${known.join(", ")}`),
    ...json === undefined || json === "-" || existsSync(dirname(resolve(json))) ? [] : [`--json ${json} cannot be written: there is no folder ${dirname(json)}`],
  ];
}
