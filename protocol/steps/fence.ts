import { tellingOf } from "../errors";
import { type Ports } from "../ports";
import { type Activation, losesNothing } from "../state";
import { deviating, type Result } from "./step";

/** Takes writing from the other place. A place that looks dead is not fenced: only its own confirmation counts. */
export async function fence(activation: Activation, ports: Ports): Promise<Result> {
  const { request, epoch, approval } = activation;
  if (losesNothing(request.mode)) return { outcome: "fenced", changes: { fence: "not-needed" }, facts: { why: "Aurora demotes the writer before it promotes" } };
  const { writer, operation } = await ports.database.observe();
  if (writer === request.target) return { outcome: "fenced", facts: { why: "the database has moved already" } };
  const fencedAt = ports.clock.now();
  await ports.control.raiseFence(epoch);
  const parts = await Promise.allSettled([ports.remote.stopWrites(epoch), ports.remote.seeFence(epoch)]);
  const missing = parts.flatMap((part) => (part.status === "rejected" ? [tellingOf(part.reason)] : []));
  if (missing.length === 0) return { outcome: "fenced", changes: { fence: "acked", fencedAt }, facts: { fence: "acked" } };
  const accepted = approval?.acceptSplitBrain;
  // What no person has approved is not refused yet: people may accept what settings do not. Until they do, the other place may come back;
  // but not once the database is on its way, sent by a run that died: then it would write beside the new writer.
  const asks = accepted === undefined && activation.answers === 0 && operation?.to !== request.target;
  if (asks) await unfence(epoch, ports);
  return {
    outcome: accepted !== undefined ? "accepted" : asks ? "unaccepted" : "refused",
    changes: { fence: "unreachable", ...deviating(activation, `${request.other} did not confirm that it stopped writing`) },
    facts: { fence: "unreachable", missing, accepted: accepted ?? null },
  };
}

/** Takes back what the other place may have got without confirming it. */
async function unfence(epoch: number, { remote, control }: Ports): Promise<void> {
  await remote.allowWrites().catch(() => undefined);
  await control.lowerFence(epoch);
}
