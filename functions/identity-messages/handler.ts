import type { CustomMessageTriggerEvent } from "aws-lambda";
import { settings } from "../shared/environment";
import { voiceFrom } from "../shared/messages/message";
import { composeMessage } from "./compose";

const compose = composeMessage({ voice: voiceFrom(process.env), mail: settings(process.env, ["MAIL"])("MAIL") === "yes" });

/** Words what Cognito is about to send. */
export function handler(event: CustomMessageTriggerEvent): Promise<CustomMessageTriggerEvent> {
  return Promise.resolve(compose(event));
}
