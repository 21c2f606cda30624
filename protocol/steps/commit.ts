import { ledgerFacts } from "../ledger";
import { type Ports } from "../ports";
import { type Activation } from "../state";
import { deviating, type Result } from "./step";

/**
 * Records who is active, then frees the lock: the other order would let somebody in who does not see the record. What the activation cost is written
 * down as far as it is known by now: the database has everything that it will ever have of the other place.
 */
export async function commit(activation: Activation, ports: Ports): Promise<Result> {
  const { request, epoch, owner, deviations } = activation;
  await ports.control.commit(request.target, { epoch, at: ports.clock.now(), by: request.by });
  await ports.control.releaseLock({ target: request.target, owner, epoch });
  const told = await ports.notify.tell({
    subject: `${request.target} is active, epoch ${String(epoch)}`,
    lines: [...deviations, "Next: `sync-config`, then `pulumi up`."],
  }).then(() => [], () => ["nobody was told of the commit"]);
  const cost = await ports.ledger.read().then(ledgerFacts, () => ({}));
  return { outcome: "committed", changes: deviating(activation, ...told), facts: { active: request.target, ...cost } };
}
