import { heldAfterSeconds, overdueSeconds } from "../plan/timing";
import { type Ports } from "../ports";
import { type Activation } from "../state";
import { deviating, type Result } from "./step";

/** A step waits on: people are paged once when it is overdue, and get the activation when waiting has no end. */
export async function waiting(activation: Activation, ports: Ports, on: { readonly step: keyof typeof overdueSeconds; readonly why: string }): Promise<Result> {
  const { step, why } = on;
  const waited = (ports.clock.now() - (activation.since[step] ?? ports.clock.now())) / 1000;
  if (waited >= heldAfterSeconds[step]) return { outcome: "held", changes: deviating(activation, `${step}: ${why}`), facts: { why } };
  if (waited < overdueSeconds[step] || activation.paged.includes(step)) return { outcome: "wait", facts: { why } };
  await ports.notify.page({ subject: `${activation.id}: ${step} takes ${String(Math.round(waited))} s`, lines: [why] }).catch(() => undefined);
  return { outcome: "wait", changes: { paged: [...activation.paged, step], ...deviating(activation, `${step}: ${why}`) }, facts: { why, paged: true } };
}
