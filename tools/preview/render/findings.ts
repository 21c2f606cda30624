import { nameOf } from "../../recorder/graph";
import { shortType } from "../graph/places";
import type { PolicyReport, RuleReport, Violation } from "../policy/report";
import { count, type Paper } from "./paint";

/** What the rules say, each with the resources that it is about and how to mend them. */
export function findingLines(report: PolicyReport, paper: Paper): readonly string[] {
  const { paint } = paper;
  return [
    `${paint.bold("Policies")}   ${report.pack.name} ${report.pack.version}, ${count(report.rules, "rule")}: ${findingSummary(report)}`,
    ...report.mandatory.flatMap((rule) => ruleLines(rule, { mark: paint.red("✗") }, paper)),
    ...report.undecided.flatMap((rule) => ruleLines(rule, { mark: paint.yellow("?"), tone: "cannot decide" }, paper)),
    ...report.advisory.flatMap((rule) => ruleLines(rule, { mark: paint.yellow("!") }, paper)),
  ];
}

/** `2 violations, 1 undecided`, or that every rule is kept. */
export function findingSummary(report: PolicyReport): string {
  const sum = (rules: readonly RuleReport[]): number => rules.reduce((total, { violations }) => total + violations.length, 0);
  const parts = [
    [sum(report.mandatory), (number: number) => count(number, "violation")],
    [sum(report.undecided), (number: number) => `${String(number)} undecided`],
    [sum(report.advisory), (number: number) => count(number, "advisory finding")],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, spell]) => spell(number));
  return said.length === 0 ? "no violation" : said.join(", ");
}

function ruleLines(rule: RuleReport, { mark, tone }: { mark: string; tone?: string }, { paint }: Paper): readonly string[] {
  const labels = [rule.level, rule.severity, tone].filter((label) => label !== undefined);
  return [
    `  ${mark} ${paint.bold(rule.rule === "" ? "a rule that failed" : rule.rule)}  ${paint.dim(labels.join(", "))}`,
    ...rule.description === "" ? [] : [`    ${rule.description}`],
    ...rule.violations.flatMap((violation) => violationLines(violation, paint)),
    ...rule.advice.map((line) => `    ${/^Why: /.test(line) ? paint.dim(line) : line}`),
  ];
}

function violationLines({ urn, lines }: Violation, paint: Paper["paint"]): readonly string[] {
  if (urn === "") return lines.map((line) => `      ${line}`);
  const name = nameOf({ urn });
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  const [first = "", ...rest] = lines.map((line) => line.startsWith(`${name}: `) ? line.slice(name.length + 2) : line);
  return [`      ${paint.cyan(name)}  ${paint.dim(shortType(type))}`, ...[first, ...rest].filter((line) => line !== "").map((line) => `        ${line}`)];
}
