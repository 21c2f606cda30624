import { Failure, isFailure } from "../errors";
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
  try {
    const stored = await ports.database.claim(epoch);
    if (stored > epoch) throw new Failure("Superseded", `epoch ${String(stored)} is in the database already: this activation has ${String(epoch)} and came too late`);
  } catch (error) {
    if (isFailure(error, "Unreachable")) return wait(`the application's way to the writer: ${error.message}`);
    throw error;
  }
  return { outcome: "writer" };
}
