import { pathText } from "../diff/paths";
import type { Plan, Step } from "../diff/plan";
import type { Change } from "../diff/values";
import { shortType } from "../graph/places";
import { count, fit, type Paper } from "./paint";

const symbols: Readonly<Record<Step["action"], string>> = { create: "+", update: "~", replace: "+-", delete: "-" };

/** What an update would do, as lines: `~ usw2-service-tasks  aws:ecs:Service`, its changes below it, and the sum. */
export function planLines(plan: Plan, against: string, paper: Paper): readonly string[] {
  const { paint } = paper;
  return [
    `${paint.bold("Changes")}   against ${against}: ${planSummary(plan)}`,
    ...plan.steps.flatMap((step) => stepLines(step, paper)),
    ...plan.outputs.length === 0 ? [] : ["  outputs of the stack", ...plan.outputs.map((change) => changeLine(change, "", paper))],
    ...notes(plan).map((note) => paint.dim(`  ${note}`)),
  ];
}

/** `3 to update, 1 to replace, 96 unchanged`, or that nothing changes. */
export function planSummary({ steps, unchanged }: Plan): string {
  if (steps.length === 0) return `no changes, ${count(unchanged, "resource")}`;
  const sums = (["create", "update", "replace", "delete"] as const)
    .map((action) => [action, steps.filter((step) => step.action === action).length] as const)
    .filter(([, number]) => number > 0).map(([action, number]) => `${String(number)} to ${action}`);
  const refused = steps.filter((step) => step.refused).length;
  return [...sums, `${String(unchanged)} unchanged`].join(", ") + (refused === 0 ? "" : `; ${String(refused)} refused`);
}

function stepLines(step: Step, paper: Paper): readonly string[] {
  const { paint } = paper;
  const colour = { create: paint.green, update: paint.yellow, replace: paint.magenta, delete: paint.red }[step.action];
  const forced = new Set(step.forcedBy.map(pathText));
  return [
    `  ${colour(`${symbols[step.action].padStart(2)} ${step.name}`)}  ${paint.dim(shortType(step.type))}${step.retained ? "  stays in AWS, and is forgotten" : ""}`,
    ...step.changes.map((change) => changeLine(change, forced.has(pathText(change.path)) ? "forces a replacement" : "", paper)),
    ...step.refused ? [`       ${paint.red(`refused: it is protected, and the engine does not ${step.action} what is`)}`] : [],
  ];
}

function changeLine({ path, kind, before, after }: Change, note: string, { paint, width }: Paper): string {
  const head = `       ${pathText(path)}: `;
  const room = Math.max(width - head.length - (note === "" ? 0 : note.length + 3), 24);
  return `${head}${spelt()}${note === "" ? "" : `   ${paint.magenta(note)}`}`;

  function spelt(): string {
    if (kind === "reorder") return "same items in another order";
    if (kind === "reference") return `${fit(before ?? "", room - 16)} → its new value`;
    if (before === undefined) return `→ ${fit(after ?? "", room - 2)}`;
    if (after === undefined) return `${fit(before, room - 10)} → not set`;
    const half = Math.floor((room - 3) / 2);
    const old = fit(before, Math.max(half, room - 3 - after.length));
    return `${old} → ${fit(after, room - 3 - old.length)}`;
  }
}

function notes({ unreadable, unsure }: Plan): readonly string[] {
  return [
    ...unreadable.length === 0 ? [] : [`${count(unreadable.length, "secret")} not compared, since the file does not hold the value: ${unreadable.join("; ")}`],
    ...unsure.length === 0 ? [] : [`what replaces ${unsure.map(shortType).join(", ")} is known from the documentation alone, which does not always say`],
  ];
}
