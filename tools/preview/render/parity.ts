import { pathText } from "../diff/paths";
import type { Change } from "../diff/values";
import { shortType } from "../graph/places";
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

function table(parity: Parity, heads: readonly string[], { paint }: Paper): readonly string[] {
  const values = parity.unequal.flatMap(({ changes }) => changes.map((change) => [`  ${pathText(change.path)}`, ...valuesOf(change)]));
  const [head = "", ...lines] = columns([["", ...heads], ...values]);
  let next = 0;
  const blocks = parity.unequal.flatMap(({ name, type, changes }) => {
    const below = lines.slice(next, next += changes.length);
    return [`${paint.cyan(name)}${name === "" ? "" : "  "}${paint.dim(shortType(type))}`, ...below];
  });
  return [paint.dim(head), ...blocks].map((line) => `  ${line}`);
}

function valuesOf({ kind, before, after }: Change): readonly string[] {
  return kind === "reorder" ? ["other order"] : [fit(before ?? "–", widestValue), fit(after ?? "–", widestValue)];
}
