import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import { readLine, textIn, textsIn, type Unread } from "../preview/line";
import { stacksIn } from "../preview/options";

/** What the user asked for. */
export interface Options {
  readonly stack: string;
  /** Settings that replace those of the stack file, as `key=value`. */
  readonly set: readonly string[];
  /** Outputs of a deployment, where a file has them. */
  readonly outputs: Readonly<Record<string, unknown>> | undefined;
  /** With an application: one document alone. */
  readonly place: string | undefined;
  readonly app: string | undefined;
}

/** Either what was asked, or why that is not known. */
export type Parsed = { readonly kind: "options"; readonly options: Options } | Unread;

const more = `
Exit status:
  0  printed
  2  bad input: options, settings, a file, or the program itself

Examples:
  npm run -s client-config -- --stack prod                                    both places, with IDs that are examples
  npm run -s client-config -- --outputs outputs.json --place use2 --app web   one amplify_outputs.json, with those of a deployment`;

/** Reads the command line. */
export function parseOptions(argv: readonly string[], directory: string): Parsed {
  const stacks = stacksIn(directory);
  const line = readLine(commandOf(stacks), argv, more);
  if (line.kind !== "read") return line;
  const { values } = line, stack = textIn(values, "stack") ?? "prod", place = textIn(values, "place"), app = textIn(values, "app"), file = textIn(values, "outputs");
  const outputs = file === undefined ? undefined : readOutputs(file);
  const problems = [
    ...line.strangers,
    ...(stacks.includes(stack) ? [] : [`there is no stack ${stack}: want one of ${stacks.join(", ")}`]),
    ...((place === undefined) === (app === undefined) ? [] : ["--place and --app belong together: want both, or neither"]),
    ...(typeof outputs === "string" ? [outputs] : []),
  ];
  if (problems.length > 0 || typeof outputs === "string") return { kind: "refused", problems };
  return { kind: "options", options: { stack, set: textsIn(values, "set"), outputs, place, app } };
}

function commandOf(stacks: readonly string[]): Command {
  return new Command("npm run client-config --")
    .description("Prints what applications are set up with, as amplify_outputs.json for each application in each place.")
    .usage("[options]")
    .addOption(new Option("--stack <name>", `the stack: ${stacks.join(" or ")}`).default("prod"))
    .addOption(new Option("--set <key=value...>", "a setting for this run only, such as understudy:primary=usw2").default([], "none"))
    .option("--outputs <file>", "outputs of a deployment, as `pulumi stack output --json` writes them, in place of examples")
    .option("--place <key>", "with --app: the document of one place alone")
    .option("--app <name>", "with --place: web, ios or android");
}

/** Outputs in a file, or what is wrong with it. */
function readOutputs(file: string): Readonly<Record<string, unknown>> | string {
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof read === "object" && read !== null ? Object.fromEntries(Object.entries(read)) : `--outputs ${file} holds no outputs: want those of \`pulumi stack output --json\``;
  } catch (error) {
    return `--outputs ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
