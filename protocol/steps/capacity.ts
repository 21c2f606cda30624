import { capacityPercent, capacitySeconds } from "../plan/timing";
import { type Capacity, type Ports } from "../ports";
import { type Activation } from "../state";
import { deviating, type Result } from "./step";

/** Waits for tasks, asks again for what somebody took away, and sheds load rather than wait for ever. */
export async function capacity(activation: Activation, ports: Ports): Promise<Result> {
  const seen = await ports.scale.observe();
  const facts = { wanted: seen.wanted, minimum: seen.minimum, fit: seen.fit };
  if (seen.minimum < seen.wanted) await ports.scale.size("primary");
  if (isEnough(seen)) {
    if (activation.brownout) await ports.scale.shed(false);
    return { outcome: "enough", changes: { brownout: false }, facts };
  }
  const now = ports.clock.now();
  if (now - (activation.since.capacity ?? now) < capacitySeconds * 1000) return { outcome: "wait", facts };
  await ports.scale.shed(true);
  return { outcome: "brownout", changes: { brownout: true, ...deviating(activation, `${String(seen.fit)} of ${String(seen.wanted)} tasks: sheds load`) }, facts };
}

/** True with six of ten wanted tasks. */
function isEnough({ fit, wanted }: Pick<Capacity, "fit" | "wanted">): boolean {
  return fit * 100 >= wanted * capacityPercent;
}
