import { isFailure } from "../errors";
import { fenceHoldsSeconds, mostPromotions } from "../plan/timing";
import { type Ports } from "../ports";
import { type Activation, losesNothing } from "../state";
import { deviating, type Result } from "./step";

/** Asks the database to move, unless it has moved or is moving. */
export async function promote(activation: Activation, ports: Ports): Promise<Result> {
  const { request } = activation;
  const { writer, operation } = await ports.database.observe();
  if (writer === request.target) return { outcome: "writer" };
  if (operation !== undefined) return { outcome: "moving", facts: { operation: `${operation.kind} to ${operation.to}` } };
  if (!mayPromote(activation)) return { outcome: "unfenced", changes: deviating(activation, `${request.other} may still write`) };
  if (isOutworn(activation, ports)) return { outcome: "outworn", facts: { fencedAt: activation.fencedAt } };
  if (activation.promotions >= mostPromotions) return { outcome: "refused", changes: deviating(activation, "the database was asked to move too often") };
  return call(activation, ports);
}

/** True when nobody else writes, or when two writers were accepted. */
function mayPromote({ request, fence, approval }: Pick<Activation, "request" | "fence" | "approval">): boolean {
  return losesNothing(request.mode) || fence === "acked" || (fence === "unreachable" && approval?.acceptSplitBrain !== undefined);
}

/** True for a fence that the other place may not hold to any more. */
function isOutworn({ fence, fencedAt }: Activation, { clock }: Ports): boolean {
  return fence === "acked" && clock.now() - fencedAt > fenceHoldsSeconds * 1000;
}

async function call(activation: Activation, { database, clock }: Ports): Promise<Result> {
  const { mode } = activation.request;
  const changes = { promotions: activation.promotions + 1, promotedAt: clock.now() };
  try {
    await (losesNothing(mode) ? database.switchover() : mode === "failover" ? database.failover() : database.detach());
  } catch (error) {
    if (isFailure(error, "OperationUnderWay")) return { outcome: "moving", changes, facts: { said: error.message } };
    // The call may have happened: only the database can tell, once it has settled.
    if (isFailure(error, "Unreachable")) return { outcome: "called", changes, facts: { call: mode, said: error.message } };
    if (isFailure(error, "Refused")) return { outcome: "refused", changes: deviating(activation, error.message), facts: { said: error.message } };
    throw error;
  }
  return { outcome: "called", changes, facts: { call: mode } };
}
