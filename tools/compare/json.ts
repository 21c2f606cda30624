import { worstOf } from "../../stacks/loss";
import type { Column, Comparison } from "./comparison";
import { coveredByNone, leftOpen } from "./gaps";

/** A comparison as plain data for other programs. A loss without a figure has no `seconds`; a loss of everything has `null`. */
export function toJson({ columns, ...head }: Comparison): Readonly<Record<string, unknown>> {
  return { ...head, coveredByNone, strategies: columns.map(columnJson) };
}

function columnJson(column: Column): Readonly<Record<string, unknown>> {
  const { strategy, spans, minutes, keepsPromise, notes, refusals } = column.variant;
  const outage = { spans, minutes, keepsPromise };
  if (column.kind === "refused") return { strategy, planned: false, outage, notes, refusals, leavesOpen: leftOpen[strategy] };
  const { resources, standbyTasks, standbyInstances, swap, losses } = column;
  return { strategy, planned: true, resources, standbyTasks, standbyInstances, swap, outage, losses, worstLoss: worstOf(losses), notes, leavesOpen: leftOpen[strategy] };
}
