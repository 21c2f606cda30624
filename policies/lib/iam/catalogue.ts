import { readFileSync } from "node:fs";
import { join } from "node:path";
import { at, isProperties, list, parseJson, text, texts, type Properties, type Value } from "../value";
import { fits } from "./glob";

/** What an action does: reads, lists, writes, tags, or decides who may do what. */
export type Level = "R" | "L" | "W" | "T" | "P";

/** An action of AWS. */
export interface Action {
  /** As AWS writes it, such as `s3:GetObject`. */
  readonly name: string;
  readonly level: Level;
  /** Forms of the ARNs that it can be limited to; none where it takes `*` alone. */
  readonly arns: readonly string[];
}

let loaded: ReadonlyMap<string, ReadonlyMap<string, Action>> | undefined;

/** Actions by service and name, in small letters: AWS compares so. */
function services(): ReadonlyMap<string, ReadonlyMap<string, Action>> {
  return loaded ??= read(parseJson(readFileSync(join(__dirname, "../../data/actions.json"), "utf8"), ""));
}

function read(page: Value): ReadonlyMap<string, ReadonlyMap<string, Action>> {
  const found = at(page, "services");
  return new Map(Object.entries(isProperties(found) ? found : {}).filter((entry): entry is [string, Properties] => isProperties(entry[1])).map(([service, { arns, actions }]) => {
    const forms = texts(arns);
    const words = isProperties(actions) ? Object.entries(actions) : [];
    return [service, new Map(words.map(([name, word]) => [name.toLowerCase(), actionOf(`${service}:${name}`, text(word), forms)]))];
  }));
}

const levels: Readonly<Record<string, Level>> = { R: "R", L: "L", W: "W", T: "T", P: "P" };

function actionOf(name: string, word: string, forms: readonly string[]): Action {
  const ranks = word.slice(1).split(",").filter((rank) => rank !== "");
  return { name, level: levels[word.slice(0, 1)] ?? "W", arns: ranks.flatMap((rank) => list(forms[Number(rank)]).map(text)) };
}

const expanded = new Map<string, readonly Action[]>();

/** Every action that a pattern such as `s3:Get*` means, in the catalogue; none where the service is not in it. */
export function actionsOf(pattern: string): readonly Action[] {
  const key = pattern.toLowerCase();
  const known = expanded.get(key) ?? expand(key);
  expanded.set(key, known);
  return known;
}

function expand(pattern: string): readonly Action[] {
  if (/^\*+$/.test(pattern)) return [...services().values()].flatMap((actions) => [...actions.values()]);
  const [service = "", name = ""] = pattern.split(":");
  const exact = services().get(service)?.get(name);
  if (exact !== undefined) return [exact];
  if (!/[*?]/.test(pattern)) return [];
  return [...services()].filter(([each]) => fits(service, each)).flatMap(([, actions]) => [...actions].filter(([each]) => fits(name, each)).map(([, action]) => action));
}

/** Whether the catalogue knows the service of an action. */
export function knowsService(action: string): boolean {
  return services().has((action.split(":")[0] ?? "").toLowerCase());
}

/**
 * ARNs that AWS judges an action by, although its reference names none.
 * Source: the refusal of `logs:DescribeLogGroups`, which says "on resource: arn:aws:logs:<region>:<account>:log-group::log-stream:".
 */
const judgedBy: Readonly<Record<string, readonly string[]>> = { "logs:DescribeLogGroups": ["arn:*:logs:*:*:log-group:*"] };

/** ARNs that an action can be limited to, in AWS's reference or by what AWS does. */
export function limitsOf({ name, arns }: Action): readonly string[] {
  return arns.length > 0 ? arns : judgedBy[name] ?? [];
}

/**
 * Actions whose only kind of resource nobody owns.
 * Source: Service Authorization Reference, Amazon CloudWatch: `PutMetricData` and `GetMetricData` name a data set, which a metric is not in.
 */
const unowned = new Set(["cloudwatch:getmetricdata", "cloudwatch:putmetricdata"]);

/** Whether AWS can limit this action, or every action of this pattern, to no resource at all. */
export function isUnscoped(action: string): boolean {
  const actions = actionsOf(action);
  return actions.length > 0 && actions.every(({ name, arns }) => arns.length === 0 || unowned.has(name.toLowerCase()));
}
