import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Command, Option } from "commander";
import { readLine, textIn, textsIn, type Values } from "./line";

/** Ways to run the program: beside the recorder in one process, or over the engine's own protocol. */
const hosts = ["in-process", "grpc"] as const;
export type Host = (typeof hosts)[number];

/** What the user asked for. */
export interface Options {
  readonly stack: string;
  /** File to write the graph to; `-` is the standard output. */
  readonly json: string | undefined;
  /** File to compare with. */
  readonly diff: string | undefined;
  /** Settings that replace those of the stack file, as `key=value`. */
  readonly set: readonly string[];
  readonly policy: boolean;
  readonly quiet: boolean;
  readonly host: Host;
}

/** Either options, or all that is wrong with them, a sentence each, or a text that was asked for instead. */
export type Parsed =
  | { readonly kind: "options"; readonly options: Options }
  | { readonly kind: "refused"; readonly problems: readonly string[]; readonly options?: Options }
  | { readonly kind: "help"; readonly text: string };

const examples = `
Exit status:
  0  the rules are kept
  1  a mandatory rule objects or could not decide, or a place needs the other
  2  bad input: options, settings, a file, or the program itself

Examples:
  npm run preview                                       what prod is
  npm run preview -- --stack dev --json dev.json        the same for dev, and the graph in a file
  npm run preview -- --set understudy:primary=usw2 --diff prod.json
                                                        what a failover would change`;

/** Reads the command line of a project; files and stacks are checked to exist. */
export function parseOptions(argv: readonly string[], directory: string): Parsed {
  const line = readLine(commandOf(stacksIn(directory)), argv, examples);
  if (line.kind !== "read") return line;
  const options = optionsOf(line.values);
  const problems = [...line.strangers, ...hostProblems(line.values["host"]), ...problemsWith(options, directory)];
  return problems.length > 0 ? { kind: "refused", problems, options } : { kind: "options", options };
}

function commandOf(stacks: readonly string[]): Command {
  return new Command("npm run preview --")
    .description("Plans a stack offline: runs the real program, with no account and no network, and shows what `pulumi up` would build, "
      + "how the places differ, and what the policies say.")
    .usage("[options]")
    .addOption(new Option("--stack <name>", `the stack to plan: ${stacks.join(" or ")}`).default("prod"))
    .option("--json <file>", "write the graph, in the shape of `pulumi stack export`; `-` is the standard output")
    .option("--diff <file>", "show what would change against an earlier --json file or a `pulumi stack export`, in place of the tree")
    .addOption(new Option("--set <key=value...>", "a setting for this run only, such as understudy:primary=usw2 or understudy:recovery.strategy=pilot-light").default([], "none"))
    .option("--no-policy", "do not check the policies")
    .option("--quiet", "print the summary only", false)
    .addOption(new Option("--host <host>", `how the program runs: ${hosts.join(" or ")}, the second opinion`).default("in-process"))
    .addOption(new Option("--dir <directory>", "the project to plan").default(undefined, "this one"));
}

function optionsOf(values: Values): Options {
  return {
    stack: textIn(values, "stack") ?? "prod", json: textIn(values, "json"), diff: textIn(values, "diff"), set: textsIn(values, "set"),
    policy: values["policy"] !== false, quiet: values["quiet"] === true,
    host: hosts.find((host) => host === values["host"]) ?? "in-process",
  };
}

function hostProblems(host: unknown): readonly string[] {
  return hosts.some((known) => known === host) ? [] : [`there is no host ${String(host)}: want one of ${hosts.join(", ")}`];
}

function problemsWith({ stack, json, diff }: Options, directory: string): readonly string[] {
  const stacks = stacksIn(directory);
  return [
    ...stacks.includes(stack) ? [] : [stacks.length === 0 ? `${directory} holds no stack: want the folder of a project, with a Pulumi.${stack}.yaml`
      : `there is no stack ${stack}: want one of ${stacks.join(", ")}`],
    ...diff === undefined || isFile(diff) ? [] : [`--diff ${diff} is no file that can be read: want an earlier --json file or a \`pulumi stack export\``],
    ...json === undefined || json === "-" || existsSync(dirname(resolve(json))) ? [] : [`--json ${json} cannot be written: there is no folder ${dirname(json)}`],
  ];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** Stacks that a project has, by its `Pulumi.<stack>.yaml` files. */
export function stacksIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).flatMap((file) => /^Pulumi\.([\w.-]+)\.ya?ml$/.exec(file)?.[1] ?? []).sort();
}
