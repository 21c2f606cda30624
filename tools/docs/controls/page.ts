import { controls, coverageOf, sets, type Coverage, type SetName } from "./coverage";

const verdicts = ["covered", "deliberately not", "not applicable"] as const;
const names: readonly SetName[] = ["fsbp", "cis", "checkov", "cdkNag"];

/** Page of four control sets: which of their controls the rules keep, and why not the others. */
export function controlsPage(): string {
  return `${[
    "<!-- Made by `npm run docs`. Never edited. -->",
    "# Controls",
    "",
    "What becomes of the controls that four sets have for the services in use here. *Covered*: a rule keeps it, by the name that follows. *Deliberately not* and",
    "*not applicable*: no rule does, and why. Titles are those of the sets; of CIS there are the numbers alone, which its document explains.",
    "",
    `Sources: ${controls.source.join("; ")}. \`${controls.regenerate}\` reads them again.`,
    "",
    "| Set | Controls | Covered | Deliberately not | Not applicable |",
    "|---|---|---|---|---|",
    ...names.map((set) => {
      const rows = coverageOf(set);
      return `| ${sets[set]} | ${[rows.length, ...verdicts.map((verdict) => rows.filter((row) => row.verdict === verdict).length)].join(" | ")} |`;
    }),
    ...names.flatMap((set) => ["", `## ${sets[set]}`, "", "| Control | Asks | Verdict | |", "|---|---|---|---|", ...coverageOf(set).map(rowOf)]),
  ].join("\n")}\n`;
}

function rowOf({ control, title, verdict, by }: Coverage): string {
  const last = verdict === "covered" ? by.map((name) => `[${name}](policies.md#${name})`).join(", ") : by.join(" ");
  return `| ${[control, title, verdict, last].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
