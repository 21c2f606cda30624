import { nameOf } from "../../recorder/graph";
import type { Diagnostic } from "./analyze";
import type { Level, Severity } from "./levels";
import type { PackInfo } from "./pack";

/** One objection of a rule, about one resource. */
export interface Violation {
  /** Empty where it is about the stack as a whole. */
  readonly urn: string;
  readonly lines: readonly string[];
}

/** Everything that one rule said in one tone. */
export interface RuleReport {
  readonly rule: string;
  readonly level: Level;
  readonly severity: Severity | undefined;
  readonly description: string;
  readonly violations: readonly Violation[];
  /** Lines that all its violations end with, such as how to fix them. */
  readonly advice: readonly string[];
}

/** What a pack says about a graph. */
export interface PolicyReport {
  readonly pack: Pick<PackInfo, "name" | "version">;
  readonly rules: number;
  readonly mandatory: readonly RuleReport[];
  readonly advisory: readonly RuleReport[];
  /** Rules that had no verdict about something. The level is what a violation would have had. */
  readonly undecided: readonly RuleReport[];
}

/** Groups what was said by rule: what must be mended first, then advice; the rules in the order of the pack. */
export function reportOf(diagnostics: readonly Diagnostic[], pack: PackInfo, levels: ReadonlyMap<string, Level> = new Map()): PolicyReport {
  const effective = (rule: string): Level => levels.get(rule) ?? pack.rules.find(({ name }) => name === rule)?.level ?? "mandatory";
  const open = diagnostics.filter(isUndecided).map((said) => ({ ...said, level: effective(said.rule), message: reasonOf(said.message) }));
  const objections = diagnostics.filter((said) => !isUndecided(said));
  const isAdvice = ({ level }: Diagnostic): boolean => level === "advisory";
  return {
    pack: { name: pack.name, version: pack.version },
    rules: pack.rules.filter(({ name }) => effective(name) !== "disabled").length,
    mandatory: byRule(objections.filter((said) => !isAdvice(said)), pack),
    advisory: byRule(objections.filter(isAdvice), pack),
    undecided: byRule(open, pack),
  };
}

/** True where nothing stands in the way of an update: no mandatory rule objects, and each of them has decided. */
export function isClean(report: PolicyReport): boolean {
  return report.mandatory.length === 0 && report.undecided.every(({ level }) => level === "advisory");
}

/** The SDK says that a rule had no verdict by a diagnostic of its own, in these words. */
function isUndecided({ message }: Diagnostic): boolean {
  return message.startsWith("can't run policy ");
}

function reasonOf(message: string): string {
  return message.replace(/^can't run policy '[^']*'(?: from policy pack '[^']*')?(?: during preview)?: /, "");
}

function byRule(diagnostics: readonly Diagnostic[], pack: PackInfo): readonly RuleReport[] {
  const groups = new Map<string, Diagnostic[]>();
  for (const said of diagnostics) groups.set(said.rule, [...groups.get(said.rule) ?? [], said]);
  const rank = (rule: string): number => {
    const found = pack.rules.findIndex(({ name }) => name === rule);
    return found < 0 ? pack.rules.length : found;
  };
  return [...groups].sort(([one], [other]) => rank(one) - rank(other)).map(([rule, group]) => ruleReport(rule, group, pack));
}

function ruleReport(rule: string, group: readonly Diagnostic[], pack: PackInfo): RuleReport {
  const info = pack.rules.find(({ name }) => name === rule);
  const [first] = group;
  const description = first?.description === undefined || first.description === "" ? info?.description ?? "" : first.description;
  const violations = group.map(({ urn, message }) => ({ urn, lines: linesOf(message, description) })).sort(byName);
  const shared = sharedEnd(violations.map(({ lines }) => lines));
  return {
    rule, level: first?.level ?? "mandatory", severity: first?.severity ?? info?.severity, description, advice: shared,
    violations: violations.map(({ urn, lines }) => ({ urn, lines: lines.slice(0, lines.length - shared.length) })),
  };
}

/** The order in which resources register is no order; that of their names finds a resource again. */
function byName(one: Violation, other: Violation): number {
  return nameOf(one).localeCompare(nameOf(other), "en", { numeric: true }) || one.lines.join("\n").localeCompare(other.lines.join("\n"), "en");
}

/** The SDK puts the rule's description before every message; once above the group is enough. */
function linesOf(message: string, description: string): readonly string[] {
  const rest = description !== "" && message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message;
  return rest.split("\n").map((line) => line.trimEnd()).filter((line) => line !== "");
}

/** Lines with which all end, leaving each at least one of its own. */
function sharedEnd(messages: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = messages;
  let count = 0;
  while (messages.every((lines) => lines.length > count + 1 && lines.at(-1 - count) === first.at(-1 - count))) count += 1;
  return count === 0 ? [] : first.slice(-count);
}
