import { type Ports } from "../ports";
import { type Activation } from "../state";
import { expiryOf } from "./approve";
import { type Result } from "./step";

/**
 * Stores the question, with what wakes whoever waits for its answer, and pages people until a page went out. `answered` says that an answer came
 * before anybody waited for it: a host that waits for a callback then has to call it itself.
 */
export async function ask(activation: Activation, ports: Ports, callback?: string): Promise<Result> {
  const { id, request } = activation;
  const lines = linesOf(activation);
  const isNews = await ports.control.ask({ activation: id, askedAt: ports.clock.now(), expiresAt: expiryOf(activation, ports), callback, lines });
  if (isNews) {
    await ports.notify.page({ subject: `Approve ${request.mode} to ${request.target}? (${id})`, lines });
    await ports.control.heard(id);
  }
  const answers = await ports.control.answers(id);
  return { outcome: answers.length > activation.answers ? "answered" : "asked" };
}

function linesOf({ id, request, checks, lossSeconds, deviations }: Activation): readonly string[] {
  const noticed = checks.filter(({ verdict }) => verdict !== "fine").map(({ what, found }) => `${what}: ${found}`);
  return [
    `${request.by} asks for ${request.mode} of ${request.other} to ${request.target}: ${request.reason}`,
    lossSeconds === null ? "Nobody knows how much would be lost." : `About ${String(Math.ceil(lossSeconds))} s of writes would be lost.`,
    ...noticed, ...deviations,
    `If ${request.other} cannot confirm that it stopped writing, the activation goes on only if two writers for a while are accepted, with a reason.`,
    `approve ${id} --accept-data-loss <seconds> [--accept-split-brain <reason>], or decline ${id}`,
  ];
}
