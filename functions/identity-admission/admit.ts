import type { PreAuthenticationTriggerEvent } from "aws-lambda";
import { insistOnWelcome, type BlockPorts } from "../shared/blocks";

/**
 * Keeps blocked users out before their proof is looked at.
 *
 * @throws {TurnedAway} when the user is blocked.
 */
export function admitSignIn(ports: BlockPorts): (event: PreAuthenticationTriggerEvent) => Promise<PreAuthenticationTriggerEvent> {
  return async (event) => {
    await insistOnWelcome(event.request.userAttributes["sub"], ports);
    return event;
  };
}
