import { Command as Parser, CommanderError, Option as Flag } from "commander";
import { type Command, commands, dryRun, everywhere, type Operand, type Option } from "./commands";
import { exitHelp } from "./ends";

/** What the user asked for. */
export class Asked {
  constructor(readonly command: Command, private readonly operands: Readonly<Record<string, string>>, private readonly values: Readonly<Record<string, unknown>>) {}

  /** An operand by its name; empty when it was left out. */
  operand(name: string): string {
    return this.operands[name] ?? "";
  }

  /** Value of an option that takes one, by its name with the dashes. */
  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === "string" ? value : undefined;
  }

  number(name: string): number | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : Number(value);
  }

  flag(name: string): boolean {
    return this.values[name] === true;
  }
}

/** Either what was asked, or all that is wrong with it, a sentence each, or a text that was asked for instead. */
export type Parsed =
  | { readonly kind: "asked"; readonly asked: Asked }
  | { readonly kind: "refused"; readonly problems: readonly string[] }
  | { readonly kind: "help"; readonly text: string };

/** What the words of a line can name. */
export interface Known {
  /** Stacks that have settings here; empty where this program stands alone. */
  readonly stacks: readonly string[];
  /** Keys of the two places that a line is about; none where nothing tells them. */
  readonly placesOf: (subject: Subject) => readonly string[];
}

/** What decides which places a line can name. */
export interface Subject {
  readonly stack: string;
  readonly simulated: boolean;
  /** File with what is known of the stack, where the line names one. */
  readonly facts: string | undefined;
}

/** Reads the command line: all that is wrong with it at once. */
export function parseLine(argv: readonly string[], known: Known): Parsed {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") return { kind: "help", text: overview() };
  const command = commands.find((each) => each.name === name);
  if (command === undefined) return { kind: "refused", problems: [`there is no command ${name}: want one of ${[...commands.map((each) => each.name), "simulate"].join(", ")}`] };
  const parser = parserOf(command);
  try {
    const { operands, unknown } = parser.parseOptions([...rest]);
    if (unknown.includes("--help") || unknown.includes("-h")) return { kind: "help", text: `${parser.helpInformation()}${exitHelp}\n\nExamples:\n${examplesOf(command)}\n` };
    const options = optionsOf(command);
    const typed = parser.opts<Readonly<Record<string, unknown>>>();
    const values = Object.fromEntries(options.map(({ name: option }) => [option, option.startsWith("--no-") ? typed[keyOf(option)] === false : typed[keyOf(option)]]));
    const strangers = unknown.filter((word) => word.startsWith("-"));
    const words = [...operands, ...unknown.filter((word) => !word.startsWith("-"))];
    const stack = typeof values["--stack"] === "string" ? values["--stack"] : "prod";
    const isStack = known.stacks.length === 0 || known.stacks.includes(stack);
    const facts = typeof values["--facts"] === "string" ? values["--facts"] : undefined;
    const places = isStack ? known.placesOf({ stack, facts, simulated: values["--simulated"] === true }) : [];
    const problems = [
      ...(isStack ? [] : [`there is no stack ${stack}: want one of ${known.stacks.join(", ")}`]),
      ...strangers.map((word) => `${name} has no option ${word}: want any of ${options.map((option) => option.name).join(", ")}`),
      ...operandProblems(command, words, places), ...options.flatMap((option) => optionProblems(option, values[option.name], places)), ...togetherProblems(name, values),
    ];
    if (problems.length > 0) return { kind: "refused", problems };
    return { kind: "asked", asked: new Asked(command, Object.fromEntries(command.operands.map((operand, rank) => [operand.name, words[rank] ?? ""])), values) };
  } catch (error) {
    if (error instanceof CommanderError) return { kind: "refused", problems: [error.message.replace(/^error: /, "")] };
    throw error;
  }
}

const optionsOf = ({ options, acts }: Command): readonly Option[] => [...options, ...(acts ? [dryRun] : []), ...everywhere];

/** As commander keeps an option: `--no-wait` is that `wait` is false. */
const keyOf = (name: string): string => name.replace(/^--(no-)?/, "").replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

function parserOf(command: Command): Parser {
  const parser = new Parser(`npm run failover -- ${command.name}`).description(command.summary)
    .usage(`${command.operands.map(({ name, optional }) => (optional === true ? `[${name}]` : `<${name}>`)).join(" ")} [options]`.trim())
    .exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  for (const { name, value, help, shownDefault, required } of optionsOf(command)) {
    const flag = new Flag(value === undefined ? name : `${name} <${value}>`, required === true ? `${help} (wanted)` : help);
    parser.addOption(shownDefault === undefined ? flag : flag.default(undefined, shownDefault));
  }
  return parser;
}

function operandProblems(command: Command, words: readonly string[], places: readonly string[]): readonly string[] {
  const known = command.operands.flatMap((operand, rank) => {
    const word = words[rank];
    if (word === undefined) return operand.optional === true ? [] : [`${command.name} lacks its <${operand.name}>: want ${wantOf(operand, places)}`];
    return fits(operand.is, word, places) ? [] : [`${command.name} ${word}: want ${wantOf(operand, places)}`];
  });
  return [...known, ...words.slice(command.operands.length).map((word) => `${command.name} takes no ${word}: want ${String(command.operands.length)} operands at most`)];
}

function fits(is: Operand["is"] | Option["is"], word: string, places: readonly string[]): boolean {
  // A stack that nobody knows has no places. It is objected to: here where its name is wrong, later where nothing tells of it.
  if (is === "place") return places.length === 0 || places.includes(word);
  if (is === "whole") return /^\d{1,6}$/.test(word);
  return typeof is !== "object" || is.includes(word);
}

const placesText = (places: readonly string[]): string => (places.length === 0 ? "the key of a place" : places.join(" or "));

const wantOf = ({ is }: Operand, places: readonly string[]): string => (is === "place" ? placesText(places) : is === "activation" ? "a name such as act-usw2-2" : is.join(" or "));

function optionProblems({ name, is, value, required }: Option, given: unknown, places: readonly string[]): readonly string[] {
  if (typeof given !== "string") return required === true ? [`${name} is missing: want ${typeof is === "object" ? `one of ${is.join(", ")}` : `<${value ?? ""}>`}`] : [];
  if (given === "") return [`${name} is empty: want <${value ?? ""}>`];
  if (fits(is, given, places)) return [];
  return [`${name} is ${JSON.stringify(given)}: want ${is === "place" ? placesText(places) : is === "whole" ? "a whole number of at most six digits" : typeof is === "object" ? `one of ${is.join(", ")}` : "text"}`];
}

/** Options that only make sense with others. */
function togetherProblems(name: string, values: Readonly<Record<string, unknown>>): readonly string[] {
  const simulatedOnly = ["--reset", "--lose", "--restore", "--alone", "--speed", "--state"].filter((option) => values[option] !== undefined && values[option] !== false);
  return [
    ...(values["--simulated"] === true || simulatedOnly.length === 0 ? [] : [`${simulatedOnly.join(", ")} is for simulations: want --simulated with it`]),
    ...(values["--reset"] === true && values["--dry-run"] === true ? ["--reset changes the simulation: want it without --dry-run"] : []),
    ...(name === "facts" && values["--simulated"] === true ? ["facts are of a stack in AWS: want it without --simulated"] : []),
    ...(values["--speed"] === "0" ? ["--speed is 0: want at least 1"] : []),
    ...(name === "activate" && values["--mode"] === "detach" && values["--accept-split-brain"] === undefined
      ? ["--mode detach splits the database for good: want --accept-split-brain with the reason"] : []),
    ...(values["--accept-split-brain"] !== undefined && values["--accept-data-loss"] === undefined && name !== "approve"
      ? ["--accept-split-brain is half an approval: want --accept-data-loss with it"] : []),
  ];
}

const examplesOf = ({ examples }: Command): string => examples.map((example) => `  npm run failover -- ${example}`).join("\n");

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "Usage: npm run failover -- <command> [options]", "",
    "Moves the platform between its two places, and says how it stands. It needs the living place only. Try everything with --simulated: no account.", "",
    "Commands:", ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    `  ${"simulate".padEnd(width)}  Rehearses thousands of failovers with the settings of the stack: \`npm run rehearse\` by another name, with its options.`, "",
    "Each has --help and --json; each that acts has --dry-run.", exitHelp, "",
  ].join("\n");
}
