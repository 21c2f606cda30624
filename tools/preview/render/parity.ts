import type { Change } from "../diff/values";
import { shortType } from "../graph/places";
import { type Group, groupsOf } from "../parity/groups";
import type { Parity } from "../parity/parity";
import { columns, count, fit, type Paper } from "./paint";

/** Widest value that is printed side by side with its twin. */
const widestValue = 40;

/** What differs between the places, resource by resource: `minCapacity  4  2`. */
export function parityLines(parity: Parity, paper: Paper): readonly string[] {
  const { paint } = paper;
  const [one, other] = parity.places;
  const summary = parity.lone.length === 0 && parity.unequal.length === 0
    ? `${count(parity.twins, "resource")} in each, all alike`
    : `${count(parity.twins, "resource")} in both${parity.unequal.length === 0 ? "" : `, ${String(parity.unequal.length)} of them not alike`}`;
  return [
    `${paint.bold("Between the places")}   ${summary}`,
    ...parity.lone.map(({ place, name, type, below }) =>
      `  only in ${place}   ${shortType(type)}  ${name}${below === 0 ? "" : paint.dim(`  and ${count(below, "resource")} below it`)}`),
    ...parity.unequal.length === 0 ? [] : table(parity, [`${one.key}, ${one.role}`, `${other.key}, ${other.role}`], paper),
  ];
}

function table(parity: Parity, heads: readonly string[], paper: Paper): readonly string[] {
  const groups = groupsOf(parity.unequal);
  const values = groups.flatMap(({ rows }) => rows.map(({ path, times, change }) => [`  ${path}${times === 1 ? "" : `  ${String(times)} times`}`, ...valuesOf(change)]));
  const [head = "", ...lines] = columns([["", ...heads], ...values]);
  let next = 0;
  const blocks = groups.flatMap((group) => [headOf(group, paper), ...lines.slice(next, next += group.rows.length)]);
  return [paper.paint.dim(head), ...blocks].map((line) => `  ${line}`);
}

/** `service-app  aws:ecs:Service`, and who else differs like it. */
function headOf({ type, names: [name = "", ...others] }: Group, { paint, width }: Paper): string {
  const head = [...name === "" ? [] : [name], shortType(type)].join("  ");
  const also = others.length === 0 ? "" : fit(`  and ${others.join(", ")}`, Math.max(width - head.length - 2, 12));
  return `${paint.cyan(name)}${name === "" ? "" : "  "}${paint.dim(`${shortType(type)}${also}`)}`;
}

function valuesOf({ kind, before, after }: Change): readonly string[] {
  return kind === "reorder" ? ["other order"] : fitPair(before ?? "–", after ?? "–");
}

/** Both texts in the width of a column, cut so that the place where they part is seen. */
function fitPair(before: string, after: string): readonly string[] {
  const cut = Math.max(0, partingOf(before, after) - widestValue / 2);
  return [before, after].map((text) => fit(cut === 0 || text.length <= widestValue ? text : `…${text.slice(cut + 1)}`, widestValue));
}

/** Number of characters at the start that two texts share. */
function partingOf(one: string, other: string): number {
  const shortest = Math.min(one.length, other.length);
  for (let index = 0; index < shortest; index += 1) if (one[index] !== other[index]) return index;
  return shortest;
}
