import { nameOf, type ResourceState } from "../recorder/graph";
import { shortType } from "../preview/graph/places";
import { columns, count, fit, type Paper } from "../preview/render/paint";
import type { Edge } from "./edges";
import { kindOf } from "./kinds";
import type { Missing } from "./missing";
import { isProved, type Proof, type Side } from "./proof";
import type { Hop, Violation } from "./side";

/** More needs than this at one place of the inputs are counted. */
const mostShown = 3;

/** A proof as lines: one block for each place, every violation with its path. */
export function proofLines(proof: Proof, paper: Paper): readonly string[] {
  const { paint } = paper;
  return [
    ...proof.sides.flatMap((side) => [...sideLines(side, proof.strategy, paper), ""]),
    ...proof.hidden.length === 0 ? [] : [paint.dim(`${count(proof.hidden.length, "secret")} not read, since the file does not hold the value: ${proof.hidden.join("; ")}`), ""],
    closing(proof, paper),
  ];
}

/** The proof in one line. */
export function proofSummary({ sides }: Proof): string {
  const bad = sides.reduce((sum, { violations }) => sum + violations.length, 0);
  if (bad > 0) return `${count(bad, "need")} of what another region alone has`;
  const waiting = sides.filter(({ missing }) => missing.length > 0).map(({ place }) => place.key);
  return waiting.length === 0 ? "each place serves without the other"
    : `what stands in each place does without the other; before ${waiting.join(" and ")} serves alone, the above has to come first`;
}

function closing(proof: Proof, { paint }: Paper): string {
  const mark = isProved(proof) ? paint.green("✓") : paint.red("✗");
  return `${mark} ${proofSummary(proof)}   ${count(proof.resources, "resource")}`;
}

function sideLines(side: Side, strategy: string, paper: Paper): readonly string[] {
  const { place, lost, standing, serving, roots, excused, violations, missing } = side;
  const { paint } = paper;
  const names = roots.map(nameOf);
  return [
    `${paint.bold(`${place.key} without ${lost.key}`)}   ${place.region}, ${place.role} today`,
    roots.length === 0 ? `  ${count(standing, "resource")} in AWS; nothing serves there`
      : `  ${count(standing, "resource")} in AWS, ${String(serving)} of them to serve users, from ${fit([...new Set(names)].join(", "), paper.width - 48)}`,
    ...excusedLines(excused, lost.key, paper),
    ...missing.length === 0 ? [] : [`  first, under ${strategy}:`, ...missing.map((each) => `    ${missingLine(each, paper)}`)],
    ...violations.flatMap((violation) => violationLines(violation, side, paper)),
  ];
}

/** Edges that may stand, by class and reason, with the number of each. */
function excusedLines(excused: Side["excused"], lost: string, { paint, width }: Paper): readonly string[] {
  const sums = new Map<string, { readonly row: readonly string[]; readonly reason: string; edges: number }>();
  for (const { excuse: { class: kind, reason }, edges } of excused) {
    const known = sums.get(`${kind} ${reason}`) ?? { row: [kind], reason, edges: 0 };
    known.edges += edges.length;
    sums.set(`${kind} ${reason}`, known);
  }
  const sorted = [...sums.values()].sort((one, other) => (one.row[0] ?? "").localeCompare(other.row[0] ?? "") || other.edges - one.edges);
  const all = sorted.reduce((sum, { edges }) => sum + edges, 0);
  if (all === 0) return [`  nothing that leads to ${lost} is excused`];
  const rows = columns(sorted.map(({ row, reason, edges }) => [...row, String(edges), reason]), [1]);
  return [`  ${count(all, "edge")} to ${lost} excused`, ...rows.map((row) => paint.dim(`    ${fit(row, width - 4)}`))];
}

function missingLine(missing: Missing, { paint }: Paper): string {
  if (missing.kind === "part") return `build  ${missing.part}`;
  if (missing.kind === "start") return `start  ${missing.name}  ${count(missing.tasks, "task")}`;
  return `build  ${missing.name}  ${paint.dim(`${shortType(missing.type)}${missing.below === 0 ? "" : `, ${String(missing.below)} below it`}`)}`;
}

function violationLines({ edges, path, region }: Violation, { place, lost }: Side, { paint }: Paper): readonly string[] {
  const [edge] = edges;
  const owner = region ?? lost.key;
  const [first] = path ?? [];
  const root = path === undefined ? edge.from : startOf(first, edge.from);
  const standing = path === undefined ? paint.dim(`  serves nobody, but is a part of ${place.key}`) : "";
  return [
    `  ${paint.red("✗")} ${paint.bold(nameOf(edge.from))}  ${paint.dim(shortType(edge.from.type))}  needs ${kindOf(edge)} of ${owner}${standing}`,
    `      ${labelOf(root, paint)}`,
    ...(path ?? []).map((hop) => `        ${hopLine(hop, paint)}`),
    ...edges.slice(0, mostShown).map((each) => `        ${endLine(each, owner, paint)}`),
    ...edges.length > mostShown ? [`        ${edge.at} → ${String(edges.length - mostShown)} more`] : [],
  ];
}

function startOf(hop: Hop | undefined, otherwise: ResourceState): ResourceState {
  if (hop === undefined) return otherwise;
  return hop.attached ? hop.edge.to ?? otherwise : hop.edge.from;
}

type Paint = Paper["paint"];

function hopLine({ edge, attached }: Hop, paint: Paint): string {
  return attached ? `← ${edge.at} of ${labelOf(edge.from, paint)}` : `${edge.at} → ${targetOf(edge, paint)}`;
}

function endLine(edge: Edge, owner: string, paint: Paint): string {
  if (edge.to === undefined) return `${edge.at} → ${JSON.stringify(edge.text)}, which is in ${owner}`;
  return `${edge.at} → ${targetOf(edge, paint)}, only in ${owner}`;
}

/** Resource that an edge leads to, with the answer that gives it away. */
function targetOf({ to, answer }: Edge, paint: Paint): string {
  return to === undefined ? "" : `${nameOf(to)}${answer === undefined ? "" : `.${answer}`}  ${paint.dim(shortType(to.type))}`;
}

function labelOf(resource: ResourceState, paint: Paint): string {
  return `${nameOf(resource)}  ${paint.dim(shortType(resource.type))}`;
}
