import type { DefineAuthChallengeTriggerEvent } from "aws-lambda";
import { nextStep, type ChallengeRules } from "../shared/challenge";

/** Says what a sign-in by challenge asks for next. A name that nobody has goes the same way, and is never let in. */
export function defineChallenge(rules: ChallengeRules): (event: DefineAuthChallengeTriggerEvent) => DefineAuthChallengeTriggerEvent {
  return (event) => {
    const { session, userNotFound = false } = event.request;
    const next = nextStep(session, rules);
    return { ...event, response: responseOf(next === "let-in" && userNotFound ? "refuse" : next) };
  };
}

function responseOf(next: ReturnType<typeof nextStep>): DefineAuthChallengeTriggerEvent["response"] {
  switch (next) {
    case "let-in": return { issueTokens: true, failAuthentication: false };
    case "refuse": return { issueTokens: false, failAuthentication: true };
    case "password": return { challengeName: "PASSWORD_VERIFIER", issueTokens: false, failAuthentication: false };
    default: return { challengeName: "CUSTOM_CHALLENGE", issueTokens: false, failAuthentication: false };
  }
}
