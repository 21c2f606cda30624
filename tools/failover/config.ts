import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, parseDocument } from "yaml";
import { type ApprovalPolicy, type Place } from "../../protocol";
import { Refusal } from "../preview/refusal";

/** What this command reads in the settings of a stack. */
export interface StackFile {
  readonly file: string;
  readonly project: string;
  /** Undefined where the settings do not say. */
  readonly account: string | undefined;
  readonly places: readonly { readonly key: Place; readonly region: string }[];
  readonly primary: string;
  readonly epoch: number;
  readonly policy: ApprovalPolicy;
}

/** Settings of a stack; undefined where there is no such file. */
export function readStackFile(directory: string, stack: string): StackFile | undefined {
  const file = ["yaml", "yml"].map((ending) => join(directory, `Pulumi.${stack}.${ending}`)).find((each) => existsSync(each));
  return file === undefined ? undefined : stackFile(file, readFileSync(file, "utf8"), projectIn(directory));
}

function projectIn(directory: string): string | undefined {
  const file = join(directory, "Pulumi.yaml");
  return existsSync(file) ? /^name: *(\S+)/m.exec(readFileSync(file, "utf8"))?.[1] : undefined;
}

/**
 * The settings in a file.
 *
 * @throws {Refusal} when they do not say which places there are, or which is active.
 */
export function stackFile(file: string, text: string, project = "understudy"): StackFile {
  const read: unknown = parseDocument(text).toJS();
  const config = record(record(read)["config"]);
  const places = list(config["understudy:places"]).map(record).flatMap(({ key, region }) => (typeof key === "string" && typeof region === "string" ? [{ key, region }] : []));
  const { "understudy:primary": primary, "understudy:epoch": epoch, "understudy:account": account } = config;
  const problems = [
    ...(places.length === 2 ? [] : [`${file} has ${String(places.length)} places under understudy:places: want two, each with key and region`]),
    ...(typeof primary === "string" ? [] : [`${file} has no understudy:primary: want the key of the active place`]),
    ...(typeof epoch === "number" ? [] : [`${file} has no understudy:epoch: want a whole number`]),
  ];
  if (problems.length > 0 || typeof primary !== "string" || typeof epoch !== "number") throw new Refusal(problems);
  return { file, project, account: typeof account === "string" ? account : undefined, places, primary, epoch, policy: policyIn(record(config["understudy:recovery"])) };
}

/** Who decides, by the settings; one person where they do not say. */
function policyIn({ decision, approvers, maxDataLossSeconds, acceptSplitBrain }: Record<string, unknown>): ApprovalPolicy {
  if (decision === "automatic" && typeof maxDataLossSeconds === "number") return { decision, maxDataLossSeconds, acceptSplitBrain: acceptSplitBrain === true };
  return { decision: "operator", approvers: approvers === 2 ? 2 : 1 };
}

/** One line that changes. */
export interface Change {
  readonly before: string;
  readonly after: string;
}

/** The text of a settings file with another active place and epoch. Every other character stays. */
export function withActive(text: string, active: { readonly primary: string; readonly epoch: number }): { readonly text: string; readonly changes: readonly Change[] } {
  const config = parseDocument(text).get("config");
  if (!isMap(config)) throw new Refusal(["the settings have no config: want a stack file of Pulumi"]);
  const wanted = { "understudy:primary": active.primary, "understudy:epoch": String(active.epoch) };
  const edits = Object.entries(wanted).flatMap(([key, value]) => {
    const node = config.get(key, true);
    const range = isScalar(node) ? node.range : undefined;
    return range === undefined || range === null ? [] : [{ from: range[0], to: range[1], value }];
  }).sort((one, other) => other.from - one.from);
  const changed = edits.reduce((whole, { from, to, value }) => `${whole.slice(0, from)}${value}${whole.slice(to)}`, text);
  const [before, after] = [text.split("\n"), changed.split("\n")];
  return { text: changed, changes: before.flatMap((line, rank) => (line === after[rank] ? [] : [{ before: line, after: after[rank] ?? "" }])) };
}

const record = (value: unknown): Record<string, unknown> => (typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
