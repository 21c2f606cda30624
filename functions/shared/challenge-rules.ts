import type { ChallengeRules } from "./challenge";
import { settings } from "./environment";

/**
 * What a sign-in by challenge asks for, from a function's environment.
 *
 * @throws {Error} with every setting that is missing, or that is none.
 */
export function rulesFrom(environment: Readonly<Record<string, string | undefined>>): ChallengeRules {
  const setting = settings(environment, ["CHALLENGE_ANSWERS", "CHALLENGE_FIRST"]);
  const first = setting("CHALLENGE_FIRST");
  if (first !== "password" && first !== "nothing") throw new Error(`CHALLENGE_FIRST is ${first}: want password or nothing`);
  return { first, captcha: (environment["CAPTCHA_SITE_KEY"] ?? "") !== "", answers: wholeIn("CHALLENGE_ANSWERS", setting("CHALLENGE_ANSWERS")) };
}

/**
 * A whole number, 1 or more.
 *
 * @throws {Error} when it is none.
 */
export function wholeIn(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} is ${text}: want a whole number, 1 or more`);
  return value;
}
