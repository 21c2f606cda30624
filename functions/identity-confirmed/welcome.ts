import type { PostConfirmationTriggerEvent } from "aws-lambda";
import { join, type JoinPorts } from "../shared/joining";
import { inTime, reasonOf } from "../shared/trigger";

type Event = PostConfirmationTriggerEvent;

export interface WelcomeRules {
  /** Groups that everybody joins. */
  readonly groups: readonly string[];
}

/**
 * Puts whoever signed up into the groups of all. A new password is confirmed by the same trigger, and joins nothing: who was taken out of a group
 * does not come back by forgetting a password. The user is confirmed whatever becomes of this, and cannot be confirmed again: what fails is written down, and the first token
 * makes up for it.
 */
export function welcome({ groups }: WelcomeRules, ports: JoinPorts, patienceMs?: number): (event: Event) => Promise<Event> {
  return async (event) => {
    if (event.triggerSource !== "PostConfirmation_ConfirmSignUp") return event;
    await inTime(join(event, groups, ports), patienceMs).catch((error: unknown) => {
      ports.log.error("the user has not joined the groups of all: the first token tries again", { userName: event.userName, reason: reasonOf(error) });
    });
    return event;
  };
}
