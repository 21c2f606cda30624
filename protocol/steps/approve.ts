import { rule } from "../approval";
import { approvalSeconds } from "../plan/timing";
import { type Ports } from "../ports";
import { type Activation } from "../state";
import { estimateLoss } from "./preflight";
import { deviating, type Result } from "./step";

/** Weighs what is known against what is asked. Once the database has moved there is nothing left to approve. */
export async function approve(activation: Activation, ports: Ports): Promise<Result> {
  const { request } = activation;
  if ((await ports.database.observe()).writer === request.target) return { outcome: "approved", facts: { why: "the database has moved already" } };
  const [view, loss, answers] = await Promise.all([ports.control.read(), estimateLoss(activation, ports), ports.control.answers(activation.id)]);
  const ruling = rule(request.policy, {
    mode: request.mode, verdict: view.verdict, lossSeconds: loss.seconds ?? undefined, unfenced: activation.fence === "unreachable", answers, now: ports.clock.now(), expiresAt: expiryOf(activation, ports),
  });
  if (ruling.kind === "approved") {
    const { by, acceptDataLossSeconds, acceptSplitBrain } = ruling.approval;
    return {
      outcome: "approved", changes: { approval: ruling.approval, answers: answers.length, lossSeconds: loss.seconds },
      facts: { by, lossSeconds: loss.seconds, acceptDataLossSeconds, acceptSplitBrain: acceptSplitBrain ?? null },
    };
  }
  // Whoever answered, and was not enough, would wait for what does not come.
  if (ruling.kind === "ask" && answers.length > activation.answers) {
    await ports.notify.tell({ subject: `${activation.id} asks on`, lines: ruling.why }).catch(() => undefined);
  }
  return {
    outcome: ruling.kind,
    changes: { answers: answers.length, lossSeconds: loss.seconds, ...(ruling.kind === "declined" ? deviating(activation, ...ruling.why) : {}) },
    facts: { why: ruling.why, lossSeconds: loss.seconds },
  };
}

/** When a question that is not answered is over, in milliseconds since 1970. */
export function expiryOf(activation: Activation, { clock }: Pick<Ports, "clock">): number {
  return (activation.since.approve ?? clock.now()) + approvalSeconds * 1000;
}
