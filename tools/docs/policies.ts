import { groups, packName, rules } from "../../policies/pack";
import type { Rule } from "../../policies/lib/rule";

const purposes = {
  security: "Who may read, change or reach what.",
  resilience: "What is left when a region, a zone, an operator or a memory fails.",
  governance: "What keeps the rest honest: owners, accounts, costs, waivers.",
} as const;

/** Reference page of every rule of the policy pack. */
export function policiesPage(): string {
  return `${[
    "<!-- Made by `npm run docs`. Never edited. -->",
    "# Policies",
    "",
    `The ${String(rules.length)} rules of \`${packName}\`. How to use, configure and waive them: [policies/README.md](../../policies/README.md).`,
    ...Object.entries(groups).flatMap(([group, members]) => section(group, members)),
    ...section("waivers", rules.filter(({ name }) => name.startsWith("governance-waivers-"))),
    "",
    "## By control",
    "",
    "| Control | Rules |",
    "|---|---|",
    ...controlRows(),
  ].join("\n")}\n`;
}

function section(title: string, members: readonly Rule[]): readonly string[] {
  const purpose = Object.entries(purposes).find(([group]) => group === title)?.[1] ?? "How exceptions are kept few, short and seen.";
  return ["", `## ${title[0]?.toUpperCase() ?? ""}${title.slice(1)}`, "", purpose, ...members.flatMap(ruleLines)];
}

function ruleLines({ about }: Rule): readonly string[] {
  const { name, description, severity, level = "mandatory", fix, controls, url, settings = {}, types } = about;
  return [
    "", `### ${name}`, "",
    `${description} *${level}, ${severity}*`, "",
    `- Fix: ${fix}`,
    `- Controls: ${controls.join(", ")}`,
    `- Judges: ${types.map((type) => (type === "*" ? "every resource" : `\`${type}\``)).join(", ")}`,
    ...Object.entries(settings).map(([key, { description: text = "", default: value }]) => `- Setting \`${key}\` (default \`${JSON.stringify(value)}\`): ${text}`),
    `- [Why](${url})`,
  ];
}

function controlRows(): readonly string[] {
  const found = new Map<string, string[]>();
  for (const { name, about } of rules) for (const control of about.controls) found.set(control, [...found.get(control) ?? [], name]);
  return [...found].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true })).map(([control, names]) => `| ${control} | ${names.map((name) => `[${name}](#${name})`).join(", ")} |`);
}
