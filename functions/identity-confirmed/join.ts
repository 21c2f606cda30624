import type { PostConfirmationTriggerEvent } from "aws-lambda";
import type { ConfirmedPorts } from "./ports";

export interface ConfirmedRules {
  /** Groups that everybody joins who signed up. */
  readonly groups: readonly string[];
}

/**
 * Puts whoever signed up into the groups of all. A new password is confirmed by the same trigger, and joins nothing: who was taken out of a group
 * does not come back by forgetting a password.
 */
export function joinGroups({ groups }: ConfirmedRules, ports: ConfirmedPorts): (event: PostConfirmationTriggerEvent) => Promise<PostConfirmationTriggerEvent> {
  return async (event) => {
    if (event.triggerSource === "PostConfirmation_ConfirmSignUp") {
      await Promise.all(groups.map((group) => ports.groups.add(event.userPoolId, event.userName, group)));
    }
    return event;
  };
}
