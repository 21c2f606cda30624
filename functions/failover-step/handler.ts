import { Logger } from "@aws-lambda-powertools/logger";
import { SFNClient } from "@aws-sdk/client-sfn";
import { leavesBehind, perform, type Activation, type Call } from "../../protocol";
import { ask, names } from "./asking";
import { handsOf } from "./hands";
import { machinesOn, type Machines } from "./machines";
import { make } from "./clients";
import { portsOn } from "./ports";
import { stepSettings } from "./settings";

const logger = new Logger({ serviceName: "failover-step" });

/** A step, the activation that it is a part of, and the two places: what the state machine hands over. */
export interface StepEvent extends Call {
  readonly activation: Activation;
  readonly world: unknown;
}

/**
 * Runs one step of an activation with the rights of this function, which are those of its hand.
 *
 * @throws {Failure} by whose name the state machine retries, catches, or ends
 */
export async function handler({ activation, world, ...call }: StepEvent): Promise<Activation> {
  const hand = process.env["HAND"];
  if (hand === undefined || handsOf[call.step] !== hand) {
    throw new Error(`${call.step} is no step of the hand ${hand ?? "(none)"}: want the function whose hand is ${handsOf[call.step]}`);
  }
  logger.appendKeys({ activation: activation.id, step: call.step });
  // After an error that was caught, the outcome is that of a step before: the plan's own runner says "error" here, and so does this one.
  const entered = activation.error === undefined ? activation : { ...activation, outcome: "error" };
  const settings = stepSettings(world);
  const after = await perform(call, entered, portsOn(settings, make, { ask, names }));
  await follow(call, after, machinesOn(make(SFNClient, settings.here.region), settings.common.recoverMachine));
  logger.info("step ended", { outcome: after.outcome, epoch: after.epoch });
  return after;
}

/**
 * What follows a step outside of the plan: an answer that came before anybody waited for it wakes nobody, so the question does; and a
 * failover leaves a place behind that somebody has to wait for.
 */
export async function follow({ step, callback }: Call, after: Activation, machines: Machines): Promise<void> {
  if (step === "ask" && callback !== undefined && after.outcome === "answered") await machines.wake(callback);
  if (step === "commit" && after.outcome === "committed" && leavesBehind(after)) await machines.recover(after);
}
