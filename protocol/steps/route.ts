import { Failure, tellingOf } from "../errors";
import { type GlobalDatabase, type Ports } from "../ports";
import { claimAfterSeconds, overdueSeconds } from "../plan/timing";
import { type Activation, type Request } from "../state";
import { deviating, type Result } from "./step";
import { waiting } from "./waiting";

/** Brings users here: by a claim where the other place may still say that it writes; for a place that writes and no other. */
export async function route(activation: Activation, ports: Ports): Promise<Result> {
  const { request, epoch } = activation;
  const database = await ports.database.observe();
  const { writer } = database;
  if (writer !== request.target) {
    throw new Failure("Superseded", `${writer ?? "no place"} is the writer, so no traffic goes to ${request.target}: look at \`status\`, then activate the place that should write`);
  }
  const waited = waitedFor(activation, ports), claims = !follows(database, request) || waited >= claimAfterSeconds;
  const [put, withdrawn] = await Promise.allSettled([claims ? ports.lever.put(epoch) : undefined, ports.lever.withdraw()]);
  const named = await ports.probe.dns().catch(() => undefined);
  // A claim stands until somebody lets go of it, whatever a later look finds.
  const claimed = activation.claimed || claims;
  const facts = { lever: claims ? put.status : "not needed", withdrawn: withdrawn.status, dns: named ?? null };
  const failed = put.status === "rejected" ? [`the lever was not pulled: ${tellingOf(put.reason)}`] : [];
  if (named === request.target) return { outcome: "routed", changes: { claimed, ...deviating(activation, ...failed) }, facts };
  const blind = named === undefined && failed.length === 0 && waited >= overdueSeconds.route;
  if (blind) return { outcome: "routed", changes: { claimed, ...deviating(activation, "no name server told whether traffic came") }, facts };
  const left = withdrawn.status === "rejected" ? [`whether ${request.other} still claims users is not known, which \`lever get ${request.other}\` tells: ${tellingOf(withdrawn.reason)}`] : [];
  const result = await waiting(activation, ports, { step: "route", why: [`DNS names ${named ?? "neither place"}`, ...failed, ...left].join("; ") });
  return claimed === activation.claimed ? result : { ...result, changes: { ...result.changes, claimed } };
}

/** True where the other place follows this one, and so says of itself that it does not write. */
export function follows({ members, writer }: GlobalDatabase, { target, other }: Pick<Request, "other" | "target">): boolean {
  const member = members[other];
  return writer === target && member !== undefined && member.joined && member.available;
}

function waitedFor(activation: Activation, { clock }: Ports): number {
  return (clock.now() - (activation.since.route ?? clock.now())) / 1000;
}
