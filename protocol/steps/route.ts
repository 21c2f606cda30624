import { Failure, tellingOf } from "../errors";
import { type Ports } from "../ports";
import { overdueSeconds } from "../plan/timing";
import { type Activation } from "../state";
import { deviating, type Result } from "./step";
import { waiting } from "./waiting";

/** Claims traffic, for a place that writes and no other. */
export async function route(activation: Activation, ports: Ports): Promise<Result> {
  const { request, epoch } = activation;
  const { writer } = await ports.database.observe();
  if (writer !== request.target) {
    throw new Failure("Superseded", `${writer ?? "no place"} is the writer, so no traffic goes to ${request.target}: look at \`status\`, then activate the place that should write`);
  }
  const [put, withdrawn] = await Promise.allSettled([ports.lever.put(epoch), ports.lever.withdraw()]);
  const named = await ports.probe.dns().catch(() => undefined);
  const facts = { lever: put.status, withdrawn: withdrawn.status, dns: named ?? null };
  const failed = put.status === "rejected" ? [`the lever was not pulled: ${tellingOf(put.reason)}`] : [];
  if (named === request.target) return { outcome: "routed", changes: deviating(activation, ...failed), facts };
  const blind = named === undefined && failed.length === 0 && waitedFor(activation, ports) >= overdueSeconds.route;
  if (blind) return { outcome: "routed", changes: deviating(activation, "no name server told whether traffic came"), facts };
  return waiting(activation, ports, { step: "route", why: [`DNS names ${named ?? "neither place"}`, ...failed].join("; ") });
}

function waitedFor(activation: Activation, { clock }: Ports): number {
  return (clock.now() - (activation.since.route ?? clock.now())) / 1000;
}
