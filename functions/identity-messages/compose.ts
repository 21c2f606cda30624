import type { CustomMessageTriggerEvent } from "aws-lambda";
import { languageFor, messageFor, type Voice } from "../shared/messages/message";
import type { Occasion } from "../shared/messages/wording";

export interface MessageRules {
  readonly voice: Voice;
  /** Whether mail goes by SES: Cognito refuses a text for mail that it signs itself. Source: Amazon Cognito Developer Guide, "Custom message Lambda trigger", response parameters. */
  readonly mail: boolean;
}

const occasions: Readonly<Record<CustomMessageTriggerEvent["triggerSource"], Occasion>> = {
  CustomMessage_SignUp: "sign-up", CustomMessage_ResendCode: "sign-up", CustomMessage_ForgotPassword: "reset", CustomMessage_AdminCreateUser: "invitation",
  CustomMessage_UpdateUserAttribute: "address", CustomMessage_VerifyUserAttribute: "address", CustomMessage_Authentication: "sign-in",
};

/**
 * Words what Cognito is about to send, in the language that the application asks for, or that the user has. An occasion that is not known here
 * keeps Cognito's own words.
 */
export function composeMessage({ voice, mail }: MessageRules): (event: CustomMessageTriggerEvent) => CustomMessageTriggerEvent {
  return (event) => {
    const { triggerSource, request: { userAttributes, clientMetadata, codeParameter, usernameParameter } } = event;
    const occasion: Occasion | undefined = occasions[triggerSource];
    if (occasion === undefined) return event;
    const language = languageFor([clientMetadata?.["language"], userAttributes["locale"]], voice);
    const { subject, html, sms = null } = messageFor(occasion, language, {
      product: voice.product, code: codeParameter, ...(usernameParameter !== null && { username: usernameParameter }),
    });
    return { ...event, response: { smsMessage: sms, emailSubject: mail ? subject : null, emailMessage: mail ? html : null } };
  };
}
