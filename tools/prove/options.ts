import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Command, Option } from "commander";
import { readLine, textIn, textsIn, type Unread, type Values } from "../preview/line";
import { stacksIn } from "../preview/options";

/** What the user asked of a tool that looks at one stack. */
export interface Options {
  /** Undefined where the user left it open. */
  readonly stack: string | undefined;
  /** Settings that replace those of the stack file, as `key=value`. */
  readonly set: readonly string[];
  /** File to write the result to; `-` is the standard output. */
  readonly json: string | undefined;
  /** File with a graph to look at in place of the program's. */
  readonly graph: string | undefined;
}

/** Either what was asked, or why that is not known. */
export type Parsed = { readonly kind: "options"; readonly options: Options } | Unread;

/** How a tool presents itself. */
export interface Manual {
  readonly name: string;
  readonly description: string;
  /** What follows the options in its help: the exit status, and examples. */
  readonly more: string;
  /** Description of `--graph`, where the tool has it. */
  readonly graph?: string;
}

/** Reads the command line of a tool; files and stacks are checked to exist. */
export function parseOptions(argv: readonly string[], directory: string, manual: Manual): Parsed {
  const stacks = stacksIn(directory);
  const line = readLine(commandOf(manual, stacks), argv, `\n${manual.more}`);
  if (line.kind !== "read") return line;
  const options = optionsOf(line.values);
  const problems = [...line.strangers, ...problemsWith(options, stacks)];
  return problems.length > 0 ? { kind: "refused", problems } : { kind: "options", options };
}

function commandOf({ name, description, graph }: Manual, stacks: readonly string[]): Command {
  const command = new Command(`npm run ${name} --`)
    .description(description)
    .usage("[options]")
    .addOption(new Option("--stack <name>", `the stack to look at: ${stacks.join(" or ")}`).default(undefined, "prod"))
    .addOption(new Option("--set <key=value...>", "a setting for this run only, such as understudy:primary=usw2").default([], "none"))
    .option("--json <file>", "write the result; `-` is the standard output")
    .addOption(new Option("--dir <directory>", "the project to look at").default(undefined, "this one"));
  return (graph === undefined ? command : command.option("--graph <file>", graph));
}

function optionsOf(values: Values): Options {
  return { stack: textIn(values, "stack"), set: textsIn(values, "set"), json: textIn(values, "json"), graph: textIn(values, "graph") };
}

function problemsWith({ stack, json, graph }: Options, stacks: readonly string[]): readonly string[] {
  return [
    ...stack === undefined || stacks.includes(stack) ? [] : [`there is no stack ${stack}: want one of ${stacks.join(", ")}`],
    ...graph === undefined || statSync(graph, { throwIfNoEntry: false })?.isFile() === true ? []
      : [`--graph ${graph} is no file that can be read: want a --json file of the preview or a \`pulumi stack export\``],
    ...json === undefined || json === "-" || existsSync(dirname(resolve(json))) ? [] : [`--json ${json} cannot be written: there is no folder ${dirname(json)}`],
  ];
}
