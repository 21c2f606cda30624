import { Failure, isFailure } from "../errors";
import { isHeld } from "../epochs";
import { promotionSettleSeconds } from "../plan/timing";
import { type Ports } from "../ports";
import { type Activation } from "../state";
import { type Result } from "./step";
import { waiting } from "./waiting";

/** Waits until the epoch is written where the application writes: that row is the application's own fence. */
export async function awaitWriter(activation: Activation, ports: Ports): Promise<Result> {
  const { request, epoch, promotedAt } = activation;
  const { writer, operation, members } = await ports.database.observe();
  const wait = (why: string) => waiting(activation, ports, { step: "await-writer", why });
  if (writer !== request.target) {
    const settling = ports.clock.now() - promotedAt < promotionSettleSeconds * 1000;
    if (operation !== undefined || settling) return wait(`the database's ${operation?.kind ?? "operation"} is not through`);
    return { outcome: "lost", facts: { writer: writer ?? null } };
  }
  if (members[request.target]?.available !== true) return wait(`${request.target} is the writer, and not available yet`);
  if (operation !== undefined) return wait(`a ${operation.kind} to ${operation.to} is under way`);
  if (!(await isWayOpen(activation, ports))) return wait(`${request.other} has closed the doors of ${request.target}, and may act on it until its lease ends`);
  try {
    const stored = await ports.database.claim(epoch);
    if (stored > epoch) throw new Failure("Superseded", `epoch ${String(stored)} is in the database already: this activation has ${String(epoch)} and came too late`);
  } catch (error) {
    if (isFailure(error, "Unreachable")) return wait(`the application's way to the writer: ${error.message}`);
    throw error;
  }
  return { outcome: "writer" };
}

/**
 * Opens the doors that the other place's fence has closed, once whoever closed them cannot promote on the strength of it any more. Doors that
 * nobody can look at keep nobody waiting: most are open.
 */
async function isWayOpen({ request }: Activation, { doors, control, clock }: Ports): Promise<boolean> {
  if (await doors.areOpen().catch(() => true)) return true;
  if (isHeld((await control.read()).locks[request.other], clock.now())) return false;
  await doors.open();
  return true;
}
