import { explore, type Findings } from "./explore";
import { design, mutants, type Mutant } from "./variants";

/** What became of a mutant. */
export interface Rejection {
  readonly mutant: Mutant;
  readonly findings: Findings;
  /** Everything that it was to break is broken. */
  readonly rejected: boolean;
}

/** Looks at every state of the design as it is built. */
export function judgeDesign(): { readonly findings: Findings; readonly sound: boolean } {
  const findings = explore(design);
  return { findings, sound: Object.keys(findings.broken).length === 0 && findings.stuck === 0 };
}

/** Looks at a mutant's states until it is rejected. */
export function judge(mutant: Mutant): Rejection {
  const findings = explore(mutant.design, mutant.breaks.includes("stuck") ? [] : mutant.breaks);
  const found = [...Object.keys(findings.broken), ...(findings.stuck > 0 ? ["stuck"] : [])];
  return { mutant, findings, rejected: mutant.breaks.every((name) => found.includes(name)) };
}

/** The design and its nine mutants, as lines for people. */
export function verdictLines(): { readonly lines: readonly string[]; readonly sound: boolean } {
  const { findings, sound } = judgeDesign();
  const rejections = mutants.map(judge);
  const all = sound && rejections.every(({ rejected }) => rejected);
  return {
    sound: all,
    lines: [
      `as built   ${count(findings)}: ${sound ? "every invariant holds, and users can be served from every state" : "BROKEN"}`,
      ...traces(findings),
      "",
      ...rejections.flatMap(({ mutant, findings: found, rejected }) => [
        `${rejected ? "rejected" : "SURVIVES"}   ${mutant.name}: ${mutant.breaks.join(", ")} in ${count(found)}`, ...traces(found), "",
      ]),
      `${String(rejections.filter(({ rejected }) => rejected).length)} of ${String(rejections.length)} mutants rejected`,
    ],
  };
}

function count({ states, transitions }: Findings): string {
  return `${states.toLocaleString("en")} states, ${transitions.toLocaleString("en")} transitions`;
}

function traces({ broken, stuck, stuckAfter }: Findings): readonly string[] {
  return [
    ...Object.entries(broken).sort(([a], [b]) => a.localeCompare(b)).map(([name, way]) => `    ${name} after: ${way.join(" > ")}`),
    ...(stuckAfter === undefined ? [] : [`    ${stuck.toLocaleString("en")} states are stuck, the first after: ${stuckAfter.join(" > ")}`]),
  ];
}
