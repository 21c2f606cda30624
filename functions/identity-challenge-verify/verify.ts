import type { VerifyAuthChallengeResponseTriggerEvent } from "aws-lambda";
import { opens } from "../shared/code";
import { attributesOf } from "../shared/trigger";
import type { VerifyPorts } from "./ports";

type Event = VerifyAuthChallengeResponseTriggerEvent;

export interface VerifyRules {
  /** Most answers of one user in an hour, in all sign-ins together. */
  readonly answersPerHour: number;
}

/** Says whether an answer is right. Each answer is counted before it is looked at, so that guesses made at once are not looked at together. */
export function verifyChallenge(rules: VerifyRules, ports: VerifyPorts): (event: Event) => Promise<Event> {
  return async (event) => {
    const { privateChallengeParameters: { kind }, challengeAnswer } = event.request;
    const answerCorrect = kind === "captcha" ? await solved(challengeAnswer, ports) : kind === "code" && await proved(event, rules, ports);
    return { ...event, response: { answerCorrect } };
  };
}

/** A name that nobody has solves CAPTCHAs like any other. */
async function solved(token: string, { captcha }: VerifyPorts): Promise<boolean> {
  if (captcha === undefined) throw new Error("a CAPTCHA was answered and none is asked for: want CAPTCHA_URL and CAPTCHA_SECRET");
  return token !== "" && captcha.passes(token);
}

async function proved({ request }: Event, { answersPerHour }: VerifyRules, { tries, now, log }: VerifyPorts): Promise<boolean> {
  const { sub } = attributesOf(request);
  const { privateChallengeParameters: { salt, hash, expiresAt }, challengeAnswer, userNotFound = false } = request;
  if (userNotFound || sub === undefined || salt === undefined || hash === undefined) return false;
  const at = now();
  if (await tries.count(sub, "answers", at) > answersPerHour) {
    log.info("not looked at: too many answers in this hour", { userId: sub });
    return false;
  }
  return opens(challengeAnswer, { salt, hash, expiresAt: Number(expiresAt) }, { userId: sub, at });
}
