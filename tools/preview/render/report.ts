import type { Graph } from "../../recorder/graph";
import { isProved, type Proof } from "../../prove/proof";
import { proofLines, proofSummary } from "../../prove/render";
import type { Plan } from "../diff/plan";
import { type Located, type PlaceView, shortType } from "../graph/places";
import type { Parity } from "../parity/parity";
import { isClean, type PolicyReport } from "../policy/report";
import { countLines } from "./counts";
import { findingLines, findingSummary } from "./findings";
import { columns, count, type Paper } from "./paint";
import { parityLines } from "./parity";
import { planLines, planSummary } from "./plan";
import { treeLines } from "./tree";

/** Everything that a preview found out. */
export interface Preview {
  readonly graph: Graph;
  readonly places: readonly PlaceView[];
  readonly strategy: string;
  readonly located: Located;
  /** Undefined where the stack has not two places. */
  readonly parity: Parity | undefined;
  /** Whether each place serves without the other. Undefined where the stack has not two places. */
  readonly proof: Proof | undefined;
  /** Undefined unless there is a file to compare with. */
  readonly plan: { readonly against: string; readonly plan: Plan } | undefined;
  /** Undefined where policies were not asked for. */
  readonly policies: PolicyReport | undefined;
  readonly unfilled: readonly { readonly setting: string; readonly why: string }[];
  /** What AWS takes and advises against, one sentence each. */
  readonly advice: readonly string[];
  /** Types whose answers were made by the general rule. */
  readonly fallbackTypes: readonly string[];
  readonly took: { readonly allMs: number; readonly programMs: number; readonly policiesMs: number };
}

/** The whole report: who and where, what would be built, what differs, what is wrong, what is missing. */
export function reportLines(preview: Preview, paper: Paper): readonly string[] {
  const sections = [
    headerLines(preview, paper),
    ...preview.plan === undefined ? treeSections(preview, paper) : [],
    countLines(preview.located, paper),
    ...preview.parity === undefined ? [] : [parityLines(preview.parity, paper)],
    ...preview.plan === undefined ? [] : [planLines(preview.plan.plan, preview.plan.against, paper)],
    ...preview.proof === undefined ? [] : [proofSection(preview.proof, paper)],
    ...preview.policies === undefined ? [] : [findingLines(preview.policies, paper)],
    ...preview.advice.length === 0 ? [] : [[`${paper.paint.bold("Advised against")}   AWS takes it all the same`, ...preview.advice.map((line) => `  ${line}`)]],
    ...preview.unfilled.length === 0 ? [] : [unfilledLines(preview, paper)],
    [...fallbackLines(preview, paper), ...closingLines(preview, paper)],
  ];
  return sections.flatMap((lines, index) => index === 0 ? lines : ["", ...lines]);
}

/** The report in a few lines: what is built where, what changes, whether the rules are kept. */
export function summaryLines(preview: Preview, paper: Paper): readonly string[] {
  return [
    ...preview.plan === undefined ? [] : [`Changes against ${preview.plan.against}: ${planSummary(preview.plan.plan)}`],
    ...preview.proof === undefined ? [] : [`A region lost: ${proofSummary(preview.proof)}`],
    ...preview.policies === undefined ? [] : [`Policies: ${findingSummary(preview.policies)}`],
    ...preview.unfilled.length === 0 ? [] : [`To fill in before the first update: ${preview.unfilled.map(({ setting }) => setting).join(", ")}`],
    ...closingLines(preview, paper),
  ];
}

/** True where nothing mandatory objects, and neither place needs the other. */
export function isFit({ policies, proof }: Pick<Preview, "policies" | "proof">): boolean {
  return (policies === undefined || isClean(policies)) && (proof === undefined || isProved(proof));
}

/** In one line where all is well; with every path where it is not. `npm run prove` says more. */
function proofSection(proof: Proof, paper: Paper): readonly string[] {
  const title = paper.paint.bold("A region lost");
  return isProved(proof) ? [`${title}   ${proofSummary(proof)}; \`npm run prove\` says how`] : [title, ...proofLines(proof, paper).map((line) => line === "" ? "" : `  ${line}`)];
}

function headerLines({ graph, places, strategy }: Preview, { paint }: Paper): readonly string[] {
  const rows = columns(places.map(({ key, region, role }) => [key, region, role]));
  return [
    `${paint.bold(`${graph.project} ${graph.stack}`)}   planned offline, with answers made up as AWS would give them`,
    ...rows.map((row, index) => `  ${row}${places[index]?.role === "standby" ? paint.dim(`  ${strategy}`) : ""}`),
  ];
}

function treeSections({ located, places }: Preview, paper: Paper): readonly (readonly string[])[] {
  const titled = (title: string, resources: Located["shared"]): readonly string[] =>
    [`${paper.paint.bold(title)}   ${count(resources.length, "resource")}`, ...treeLines(resources, paper).map((line) => `  ${line}`)];
  return [
    ...places.map(({ key, region, role }) => titled(`${key}, ${region}, ${role}`, located.byPlace.get(key) ?? [])),
    ...located.shared.length === 0 ? [] : [titled("Shared", located.shared)],
  ];
}

function unfilledLines({ unfilled }: Preview, { paint }: Paper): readonly string[] {
  const rows = columns(unfilled.map(({ setting, why }) => [setting, why]));
  return [`${paint.bold("To fill in")}   before the first \`pulumi up\``, ...rows.map((row) => `  ${row}`)];
}

function fallbackLines({ fallbackTypes }: Preview, { paint }: Paper): readonly string[] {
  if (fallbackTypes.length === 0) return [];
  return [paint.dim(`IDs of ${fallbackTypes.map(shortType).join(", ")} are made by a general rule: their form may not be that of AWS.`)];
}

function closingLines({ located, policies, proof, took }: Preview, { paint }: Paper): readonly string[] {
  const resources = [...located.byPlace.values(), located.shared].flat().length;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const parts = [`program ${seconds(took.programMs)}`, ...policies === undefined ? [] : [`policies ${seconds(took.policiesMs)} more`]];
  const verdict = isFit({ policies, proof }) ? `${paint.green("✓")} ${policies === undefined ? "policies not checked" : "nothing stands in the way"}`
    : `${paint.red("✗")} ${policies === undefined || isClean(policies) ? "a place needs the other" : "the rules refuse this"}`;
  return [`${verdict}   ${count(resources, "resource")} in ${seconds(took.allMs)} ${paint.dim(`(${parts.join(", ")})`)}`];
}
