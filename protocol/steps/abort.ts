import { activeOf } from "../epochs";
import { tellingOf } from "../errors";
import { promotionSettleSeconds } from "../plan/timing";
import { type Ports } from "../ports";
import { type Activation } from "../state";
import { deviating, type Result } from "./step";

/** Puts back what was changed. Looks at the world and not at what this run remembers, since another run may have changed it. */
export async function abort(activation: Activation, ports: Ports): Promise<Result> {
  const { request, owner, epoch, promotedAt, promotions } = activation;
  if (request.dryRun) return { outcome: "aborted" };
  const { writer, operation } = await ports.database.observe();
  const settling = promotions > 0 && ports.clock.now() - promotedAt < promotionSettleSeconds * 1000;
  if (writer === request.target || operation?.to === request.target || settling) return { outcome: "forward" };
  const view = await ports.control.read();
  const undone = view.fence > 0 ? await unfence(view.fence, ports) : [];
  await ports.scale.size(activeOf(view) === request.target ? "primary" : "standby");
  await ports.control.releaseLock({ target: request.target, owner, epoch });
  const lines = [...activation.deviations, ...undone];
  await ports.notify.tell({ subject: `${activation.id} was given up`, lines }).catch(() => undefined);
  return { outcome: "aborted", changes: deviating(activation, ...undone), facts: { lines } };
}

/** A fence that stays raised would reach a place that was only cut off, and stop it when it is back: it is lowered also where nobody opens the doors. */
async function unfence(fence: number, { remote, control, notify }: Ports): Promise<readonly string[]> {
  const parts = [await settled(remote.allowWrites()), await settled(control.lowerFence(fence))];
  const lines = parts.flatMap((part) => (part === undefined ? [] : [`the other place may still be fenced: ${part}`]));
  if (lines.length > 0) await notify.page({ subject: "A place may still be fenced", lines }).catch(() => undefined);
  return lines;
}

/** What became of a call: nothing to tell where it went well. */
const settled = (call: Promise<void>): Promise<string | undefined> => call.then(() => undefined, tellingOf);
