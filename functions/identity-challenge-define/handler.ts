import type { DefineAuthChallengeTriggerEvent } from "aws-lambda";
import { rulesFrom } from "../shared/challenge-rules";
import { defineChallenge } from "./define";

const define = defineChallenge(rulesFrom(process.env));

/** Says what a sign-in by challenge asks for next. */
export function handler(event: DefineAuthChallengeTriggerEvent): Promise<DefineAuthChallengeTriggerEvent> {
  return Promise.resolve(define(event));
}
