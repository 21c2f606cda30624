import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Command, Option } from "commander";
import { readLine, textIn, textsIn, type Unread, type Values } from "../preview/line";
import { isDay } from "../../policies/lib/waivers";
import { stacksIn } from "../preview/options";

/** How findings are told: for people, for programs, or for what scans code. */
const formats = ["text", "json", "sarif"] as const;
export type Format = (typeof formats)[number];

/** What the user asked for. */
export interface Options {
  /** Undefined where the user left it open. */
  readonly stack: string | undefined;
  /** Settings that replace those of the stack file, as `key=value`. */
  readonly set: readonly string[];
  /** Stack export to judge in place of the program's graph. */
  readonly graph: string | undefined;
  readonly format: Format;
  /** File to write to in that format; people are told on the standard output all the same. */
  readonly out: string | undefined;
  /** Levels and settings of the rules, in the form of `--policy-pack-config`. */
  readonly config: string | undefined;
  readonly waivers: string | undefined;
  /** Day on which waivers are judged, as `2026-11-21`. */
  readonly today: string;
}

/** Either options, or why there are none. */
export type Parsed = { readonly kind: "options"; readonly options: Options } | Unread;

const more = `
Exit status:
  0  no mandatory rule objects
  1  one does, or could not decide: each finding names its rule, its resource and what to write instead
  2  bad input: options, settings, a file, or the program itself

Examples:
  npm run policy                                            prod, as it stands in the program
  npm run policy -- --stack dev --format sarif --out dev.sarif
  npm run policy -- --graph state.json                      what \`pulumi stack export --show-secrets\` wrote, of any program`;

/** Reads the command line; files and stacks are checked to exist. */
export function parseOptions(argv: readonly string[], directory: string, today: string): Parsed {
  const stacks = stacksIn(directory);
  const line = readLine(commandOf(stacks), argv, more);
  if (line.kind !== "read") return line;
  const problems = [...line.strangers, ...problemsWith(line.values, stacks)];
  return problems.length > 0 ? { kind: "refused", problems } : { kind: "options", options: optionsOf(line.values, today) };
}

function commandOf(stacks: readonly string[]): Command {
  return new Command("npm run policy --")
    .description("Judges a stack by the rules of policies/, offline: the graph that the program makes, or a stack export of any program.")
    .usage("[options]")
    .addOption(new Option("--stack <name>", `the stack of the program to judge: ${stacks.join(" or ")}`).default(undefined, "prod"))
    .addOption(new Option("--set <key=value...>", "a setting for this run only, such as understudy:primary=usw2").default([], "none"))
    .option("--graph <file>", "judge a graph that a preview or `pulumi stack export` wrote, in place of the program's")
    .addOption(new Option("--format <format>", `how to tell it: ${formats.join(", ")}`).default("text"))
    .option("--out <file>", "write that to a file, and tell people on the standard output")
    .addOption(new Option("--config <file>", "levels and settings of the rules").default(undefined, "policies/config/<stack>.json for this program's stacks, none for others"))
    .addOption(new Option("--waivers <file>", "waivers, a list").default(undefined, "policies/waivers.json for this program's stacks, none for others"))
    .addOption(new Option("--today <day>", "day on which waivers are judged, such as 2026-11-21").default(undefined, "today"));
}

function optionsOf(values: Values, today: string): Options {
  return {
    stack: textIn(values, "stack"), set: textsIn(values, "set"), graph: textIn(values, "graph"), format: formats.find((format) => format === values["format"]) ?? "text",
    out: textIn(values, "out"), config: textIn(values, "config"), waivers: textIn(values, "waivers"), today: textIn(values, "today") ?? today,
  };
}

function problemsWith(values: Values, stacks: readonly string[]): readonly string[] {
  const { stack, format, out, today } = Object.fromEntries(Object.keys(values).map((key) => [key, textIn(values, key)]));
  const files = { graph: "a --json file of the preview or a `pulumi stack export`", config: "levels and settings by the names of rules", waivers: "a list of waivers" };
  return [
    ...stack === undefined || values["graph"] !== undefined || stacks.includes(stack) ? [] : [`there is no stack ${stack}: want one of ${stacks.join(", ")}`],
    ...formats.some((known) => known === format) ? [] : [`--format is ${JSON.stringify(format)}, want one of ${formats.join(", ")}`],
    ...Object.entries(files).flatMap(([key, want]) => {
      const file = textIn(values, key);
      return file === undefined || statSync(file, { throwIfNoEntry: false })?.isFile() === true ? [] : [`--${key} ${file} is no file that can be read: want ${want}`];
    }),
    ...out === undefined || existsSync(dirname(resolve(out))) ? [] : [`--out ${out} cannot be written: there is no folder ${dirname(out)}`],
    ...today === undefined || isDay(today) ? [] : [`--today is ${JSON.stringify(today)}, want a day such as 2026-11-21`],
  ];
}
