import { Logger } from "@aws-lambda-powertools/logger";
import { perform, type Activation, type Call } from "../../protocol";
import { ask, names } from "./asking";
import { handsOf, type Hand } from "./hands";
import { make, portsOn } from "./ports";
import { stepSettings } from "./settings";

const logger = new Logger({ serviceName: "failover-step" });

/** A step, and the activation that it is a part of: what the state machine hands over. */
export interface StepEvent extends Call {
  readonly activation: Activation;
}

/**
 * Runs one step of an activation with the rights of this function, which are those of its hand.
 *
 * @throws {Failure} by whose name the state machine retries, catches, or ends
 */
export async function handler({ activation, ...call }: StepEvent): Promise<Activation> {
  const hand = process.env["HAND"];
  if (hand === undefined || handsOf[call.step] !== hand) {
    throw new Error(`${call.step} is no step of the hand ${hand ?? "(none)"}: want the function whose hand is ${handsOf[call.step]}`);
  }
  logger.appendKeys({ activation: activation.id, step: call.step });
  // After an error that was caught, the outcome is that of a step before: the plan's own runner says "error" here, and so does this one.
  const entered = activation.error === undefined ? activation : { ...activation, outcome: "error" };
  const after = await perform(call, entered, portsOn(stepSettings(process.env), make, { ask, names }));
  logger.info("step ended", { outcome: after.outcome, epoch: after.epoch });
  return after;
}

export type { Hand };
