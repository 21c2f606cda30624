import { modes } from "../../protocol";

/** What an operand names. */
export interface Operand {
  readonly name: string;
  readonly optional?: boolean;
  /** Words that it may be; `place` for either place, `any` for whatever is said. */
  readonly is: readonly string[] | "place" | "activation";
}

/** What an option takes. */
export interface Option {
  /** As it is typed, without its value. */
  readonly name: string;
  /** What stands for its value in the help; nothing for one without a value. */
  readonly value?: string;
  readonly is?: "place" | "text" | "whole" | readonly string[];
  readonly required?: boolean;
  readonly help: string;
  readonly shownDefault?: string;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly operands: readonly Operand[];
  readonly options: readonly Option[];
  /** True for one that changes something, so that it can be tried dry. */
  readonly acts: boolean;
  readonly examples: readonly string[];
}

const place: Operand = { name: "place", is: "place" };
const activation: Operand = { name: "activation", is: "activation" };
const by: Option = { name: "--by", value: "name", is: "text", help: "who does this, for the record", shownDefault: "the name of this machine's user" };
const reason: Option = { name: "--reason", value: "text", is: "text", help: "why, for the record", shownDefault: "none given" };
const loss: Option = { name: "--accept-data-loss", value: "seconds", is: "whole", help: "accept that so many seconds of the last writes may be lost" };
const split: Option = { name: "--accept-split-brain", value: "reason", is: "text", help: "accept that both places may write for a while, and say why" };
const noWait: Option = { name: "--no-wait", help: "come back when people have to answer, or once it is started" };
const local: Option = { name: "--local", help: "run the steps in this process: for the day on which Step Functions is away" };
const walking = [by, reason, noWait, local] as const;

/** Every command. */
export const commands: readonly Command[] = [
  {
    name: "status", acts: false, operands: [], options: [],
    summary: "Says who is active, who writes, where names lead, what is under way, and what does not agree.",
    examples: ["status --simulated", "status --json"],
  },
  {
    name: "preflight", acts: false, operands: [place], options: [{ name: "--mode", value: "mode", is: modes, help: `for which mode: ${modes.join(", ")}`, shownDefault: "failover" }],
    summary: "Reads whether a place could be activated now, and what that would lose. Changes nothing.",
    examples: ["preflight usw2", "preflight usw2 --mode switchover"],
  },
  {
    name: "activate", acts: true, operands: [place],
    options: [{ name: "--mode", value: "mode", is: modes, required: true, help: `${modes.join(", ")}: only the second and third may lose writes` }, loss, split, ...walking],
    summary: "Makes a place the active one: all steps, up to its commit. Acceptances are this person's approval; without any, people are asked.",
    examples: ["activate usw2 --mode failover --accept-data-loss 30 --reason 'us-east-2 is dark'", "activate usw2 --mode switchover --dry-run", "activate usw2 --mode failover --simulated"],
  },
  {
    name: "approve", acts: true, operands: [activation], options: [{ ...loss, required: true }, split, by],
    summary: "Answers an activation's question with yes, and says what is accepted.",
    examples: ["approve act-usw2-2 --accept-data-loss 30", "approve act-usw2-2 --accept-data-loss 30 --accept-split-brain 'use2 does not answer'"],
  },
  {
    name: "decline", acts: true, operands: [activation], options: [by],
    summary: "Answers an activation's question with no: it puts back what it changed.", examples: ["decline act-usw2-2"],
  },
  {
    name: "resume", acts: true, operands: [activation], options: [loss, split, ...walking],
    summary: "Starts an activation anew that stopped on its way. It takes a new epoch, looks at the world, and goes on where that is.",
    examples: ["resume act-usw2-2"],
  },
  {
    name: "abort", acts: true, operands: [activation], options: [by, local],
    summary: "Gives an activation up and puts everything back. Once the database moves, the only way is forward, and it goes there.",
    examples: ["abort act-usw2-2", "abort act-usw2-2 --dry-run"],
  },
  {
    name: "drill", acts: true, operands: [{ name: "run|report", is: ["run", "report"] }, { name: "place|activation", is: "activation", optional: true }],
    options: [{ name: "--kind", value: "kind", is: ["lever", "switchover"], help: "lever moves the drill name and nobody; switchover moves everybody", shownDefault: "lever" }, ...walking],
    summary: "Runs a drill of the standby, or reports on an activation or drill from its records: times, losses, deviations, and whether the chain is whole.",
    examples: ["drill run", "drill run usw2 --kind switchover --reason 'quarterly drill'", "drill report act-usw2-2"],
  },
  {
    name: "failback", acts: true, operands: [{ ...place, optional: true }], options: [{ name: "--sign-off", help: "say that what the failover cut off is reconciled, and stop there" }, ...walking],
    summary: "Activates the place that is not active, without loss, once everything is there that fail-back waits for.",
    examples: ["failback --sign-off --by ana", "failback", "failback use2 --dry-run"],
  },
  {
    name: "sync-config", acts: true, operands: [], options: [{ name: "--file", value: "file", is: "text", help: "the settings to write", shownDefault: "Pulumi.<stack>.yaml; none in a simulation" }],
    summary: "Writes who is active, with which epoch, into the settings of the stack, and shows the difference. Everything else stays as it is.",
    examples: ["sync-config --dry-run", "sync-config"],
  },
  {
    name: "verify", acts: false, operands: [], options: [{ name: "--file", value: "file", is: "text", help: "the settings to hold against", shownDefault: "Pulumi.<stack>.yaml" }],
    summary: "Holds settings, control table, database, levers and DNS against each other. Run it before a deployment that follows a failover.",
    examples: ["verify"],
  },
  {
    name: "lever", acts: true, operands: [{ name: "get|set|clear", is: ["get", "set", "clear"] }, place], options: [{ name: "--drill", help: "the lever of the drill name" }, by],
    summary: "Reads, pulls or lets go of a place's lever by hand. Nothing else is looked at: for broken glass.",
    examples: ["lever get usw2", "lever set usw2 --drill", "lever clear use2 --dry-run"],
  },
  {
    name: "suppress", acts: true, operands: [place], options: [{ name: "--minutes", value: "minutes", is: "whole", required: true, help: "for how long; 0 ends it" }, by],
    summary: "Lets the automation of a place rest, for maintenance. People can still activate it.", examples: ["suppress usw2 --minutes 60"],
  },
  {
    name: "facts", acts: true, operands: [], options: [{ name: "--out", value: "file", is: "text", help: "the file to write", shownDefault: "the standard output" }],
    summary: "Writes down what this command has to know of a stack, so that it needs neither settings nor Step Functions. Keep it with the program.",
    examples: ["facts --out facts.json"],
  },
];

/** Options that every command has. */
export const everywhere: readonly Option[] = [
  { name: "--stack", value: "name", is: "text", help: "the stack", shownDefault: "prod" },
  { name: "--facts", value: "file", is: "text", help: "what `facts --out` wrote", shownDefault: "facts.json beside this program, then Pulumi.<stack>.yaml" },
  { name: "--json", help: "one JSON document on the standard output" },
  { name: "--simulated", help: "two simulated places in a file, which every process shares: no account, nothing to lose" },
  { name: "--reset", help: "simulated: begin with two healthy places" },
  { name: "--lose", value: "place", is: "place", help: "simulated: lose a place first" },
  { name: "--restore", value: "place", is: "place", help: "simulated: bring a lost place back first" },
  { name: "--alone", help: "simulated: no colleague answers questions; use approve and decline in another terminal" },
  { name: "--speed", value: "factor", is: "whole", help: "simulated: seconds that pass in one second of waiting", shownDefault: "50" },
  { name: "--state", value: "file", is: "text", help: "simulated: where it is kept", shownDefault: ".cache/failover/<stack>.json" },
];

export const dryRun: Option = { name: "--dry-run", help: "say what would happen, and change nothing" };
