import type { PreAuthenticationTriggerEvent } from "aws-lambda";
import { insistOnWelcome, type BlockPorts } from "../shared/blocks";
import { attributesOf } from "../shared/trigger";

/**
 * Keeps blocked users out before their proof is looked at.
 *
 * @throws {TurnedAway} when the user is blocked.
 */
export function admitSignIn(ports: BlockPorts): (event: PreAuthenticationTriggerEvent) => Promise<PreAuthenticationTriggerEvent> {
  return async (event) => {
    await insistOnWelcome(attributesOf(event.request)["sub"], ports);
    return event;
  };
}
