import { columns as aligned, type Paper } from "../preview/render/paint";
import { type Loss, worstOf } from "../../stacks/loss";
import type { Column, Comparison, Planned } from "./comparison";
import { coveredByNone, leftOpen } from "./gaps";
import { sizeOf, type Top } from "./swap";
import { amountOf, durationOf } from "./amounts";

/** A comparison as lines: a table with a column for each strategy, then what it does not say. */
export function comparisonLines(comparison: Comparison, paper: Paper): readonly string[] {
  const { paint } = paper;
  return [
    `${paint.bold(`${comparison.project} ${comparison.stack}`)}   four strategies, planned offline; ${comparison.chosen} is chosen`,
    "",
    ...tableLines(comparison, paper),
    "",
    ...comparison.columns.flatMap((column) => strategyLines(column, paper)),
    `${paint.bold("No strategy covers")}`,
    ...coveredByNone.map((each) => `  ${each}`),
  ];
}

/** Columns of a line that holds a list. */
const widest = 100;

type Row = readonly [label: string, cell: (column: Planned) => string];

function tableLines({ columns, standby, promisedMinutes, chosen }: Comparison, { paint }: Paper): readonly string[] {
  const planned = columns.filter((column) => column.kind === "planned");
  const sections: readonly (readonly [string, readonly Row[]])[] = [
    ["Stands", standRows(planned, standby)],
    ["A role swap", swapRows],
    [`An outage, at worst; ${durationOf(promisedMinutes * 60)} promised`, outageRows(planned)],
    ["Writes lost, at worst", lossRows(planned)],
  ];
  const head = ["", ...columns.map(({ variant: { strategy } }) => strategy === chosen ? `${strategy} *` : strategy)];
  const body = sections.flatMap(([title, rows]) => [
    [title], ...rows.map(([label, cell]) => [`  ${label}`, ...columns.map((column) => column.kind === "planned" ? cell(column) : "refused")]),
  ]);
  const titles = new Set(sections.map(([title]) => title));
  // Titles stand across the columns: they must not widen the first.
  const lines = aligned([head, ...body.filter(([first = ""]) => !titles.has(first))], head.map((_, index) => index).slice(1));
  const [top = "", ...rest] = lines;
  let next = 0;
  return [paint.dim(top), ...body.map(([first = ""]) => titles.has(first) ? paint.bold(first) : rest[next++] ?? "")];
}

function standRows(planned: readonly Planned[], standby: string): readonly Row[] {
  const places = [...new Set(planned.flatMap(({ resources }) => Object.keys(resources)))];
  const services = [...new Set(planned.flatMap(({ standbyTasks }) => Object.keys(standbyTasks)))];
  const stores = planned.some(({ standbyInstances }) => standbyInstances > 0);
  return [
    ...places.map((place): Row => [`resources, ${place}${place === standby ? ", standby" : ""}`, ({ resources }) => String(resources[place] ?? 0)]),
    ...services.map((service): Row => [`tasks of ${service} in ${standby}`, ({ standbyTasks }) => String(standbyTasks[service] ?? "–")]),
    ...stores ? [[`database instances in ${standby}`, ({ standbyInstances }) => String(standbyInstances)] satisfies Row] : [],
  ];
}

const swapRows: readonly Row[] = [
  ["creates", ({ swap }) => String(sizeOf(swap.creates))],
  ["deletes", ({ swap }) => String(sizeOf(swap.deletes))],
  ["replaces", ({ swap }) => String(swap.replaces.length)],
  ["changes in place", ({ swap }) => String(swap.updates.length)],
];

function outageRows(planned: readonly Planned[]): readonly Row[] {
  return [
    ...merged(planned.map(({ variant }) => variant.spans.map(({ what }) => what))).map((what): Row =>
      [what, ({ variant }) => durationOf(variant.spans.find((span) => span.what === what)?.seconds)]),
    ["together", ({ variant }) => `${durationOf(variant.minutes * 60)}${variant.keepsPromise ? "" : " ✗"}`],
  ];
}

/** One order of several lists that agree on what they share: what only one has stands after what it follows there. */
function merged(lists: readonly (readonly string[])[]): readonly string[] {
  const all: string[] = [];
  for (const list of lists) {
    let next = 0;
    for (const item of list) {
      const known = all.indexOf(item);
      if (known < 0) all.splice(next, 0, item);
      next = known < 0 ? next + 1 : known + 1;
    }
  }
  return all;
}

function lossRows(planned: readonly Planned[]): readonly Row[] {
  const kinds = [...new Set(planned.flatMap(({ losses }) => losses.map((loss) => loss.of)))];
  if (kinds.length === 0) return [["nothing is stored", () => "–"]];
  const lossOf = ({ losses }: Planned, kind: string): Loss | undefined => losses.find((loss) => loss.of === kind);
  return [
    ...kinds.map((kind): Row => [kind, (column) => amountOf(lossOf(column, kind))]),
    ["the worst of them", ({ losses }) => worstText(worstOf(losses))],
  ];
}

function worstText(worst: ReturnType<typeof worstOf>): string {
  return worst === undefined ? "–" : `${durationOf(worst.seconds)}${worst.open && Number.isFinite(worst.seconds) ? " or more" : ""}`;
}

function strategyLines(column: Column, { paint }: Paper): readonly string[] {
  const { variant } = column;
  return [
    paint.bold(variant.strategy),
    ...variant.notes.map((note) => `  ${paint.yellow("!")} ${note}`),
    ...column.kind === "refused" ? variant.refusals.map((refusal) => `  ${paint.red("✗")} ${refusal}`) : [
      ...movedLines("a swap creates", column.swap.creates), ...movedLines("a swap deletes", column.swap.deletes),
      ...column.swap.refused === 0 ? [] : [`  ${paint.yellow("!")} protected among them: ${String(column.swap.refused)}; the update waits until they are not, or are out of the state`],
      ...column.swap.replaces.map((each) => `  ${paint.red("✗")} a swap replaces ${each}`),
    ],
    ...leftOpen[variant.strategy].map((gap) => `  leaves open ${gap}`),
    "",
  ];
}

/** Names that come or go, as many to a line as fit well, with the number of resources of each. */
function movedLines(what: string, tops: readonly Top[]): readonly string[] {
  const lines: string[] = [];
  for (const { name, resources } of tops) {
    const part = resources > 1 ? `${name} (${String(resources)})` : name;
    const line = lines.at(-1);
    if (line === undefined) lines.push(`  ${what} ${part}`);
    else if (line.length + part.length + 2 <= widest) lines.splice(-1, 1, `${line}, ${part}`);
    else lines.splice(-1, 1, `${line},`, `    ${part}`);
  }
  return lines;
}
