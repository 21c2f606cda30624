import { heldAfterSeconds, overdueSeconds } from "../plan/timing";
import { type Ports } from "../ports";
import { type Activation } from "../state";
import { deviating, type Result } from "./step";

/** A step waits on: people are paged once when it is overdue, from when on it looks less often, and get the activation when waiting has no end. */
export async function waiting(activation: Activation, ports: Ports, on: { readonly step: keyof typeof overdueSeconds; readonly why: string }): Promise<Result> {
  const { step, why } = on;
  const waited = (ports.clock.now() - (activation.since[step] ?? ports.clock.now())) / 1000;
  if (waited >= heldAfterSeconds[step]) return { outcome: "held", changes: deviating(activation, `${step}: ${why}`), facts: { why } };
  if (waited < overdueSeconds[step]) return { outcome: "wait", facts: { why } };
  if (activation.paged.includes(step)) return { outcome: "late", facts: { why } };
  const paged = await ports.notify.page({ subject: `${activation.id}: ${step} takes ${String(Math.round(waited))} s`, lines: [why] }).then(() => true, () => false);
  // A page that did not go out is tried again at the next look.
  const changes = { ...(paged && { paged: [...activation.paged, step] }), ...deviating(activation, `${step}: ${why}`) };
  return { outcome: "late", changes, facts: { why, paged } };
}
