import type { CreateAuthChallengeTriggerEvent } from "aws-lambda";
import { kindOf, nextStep, type ChallengeRules } from "../shared/challenge";
import { fromMetadata, newCode, seal, toMetadata, type SealedCode } from "../shared/code";
import { languageFor, messageFor, type Voice } from "../shared/messages/message";
import { attributesOf } from "../shared/trigger";
import type { CreatePorts } from "./ports";

export interface CreateRules extends ChallengeRules {
  /** Public key of whoever makes CAPTCHAs, for the application. Absent without CAPTCHAs. */
  readonly captchaSiteKey?: string | undefined;
  readonly codeSeconds: number;
  /** Most e-mails with a code to one user in an hour. */
  readonly codesPerHour: number;
  readonly voice: Voice;
}

type Event = CreateAuthChallengeTriggerEvent;
type Response = Event["response"];

/**
 * Makes the challenge that comes next: a CAPTCHA, or a code by e-mail. A wrong answer is followed by another try of the same code, without
 * another e-mail. Who is unknown, has no proved address or has asked too often sees the same, and gets no code.
 */
export function createChallenge(rules: CreateRules, ports: CreatePorts): (event: Event) => Promise<Event> {
  return async (event) => {
    const next = nextStep(event.request.session, rules);
    if (next === "captcha") return { ...event, response: captcha(rules.captchaSiteKey ?? "") };
    if (next !== "code") throw new Error(`the session asks for ${next}: want one that asks for a challenge of the platform`);
    return { ...event, response: code(await sealedFor(event, rules, ports), event, rules) };
  };
}

function captcha(siteKey: string): Response {
  return { publicChallengeParameters: { kind: "captcha", siteKey }, privateChallengeParameters: { kind: "captcha" }, challengeMetadata: "captcha" };
}

function code(sealed: SealedCode, { request, userName }: Event, { codeSeconds }: CreateRules): Response {
  return {
    publicChallengeParameters: { kind: "code", sentTo: masked(attributesOf(request)["email"] ?? userName), seconds: String(codeSeconds) },
    privateChallengeParameters: { kind: "code", salt: sealed.salt, hash: sealed.hash, expiresAt: String(sealed.expiresAt) },
    challengeMetadata: toMetadata(sealed),
  };
}

/** The code of this sign-in: the one that was sent, as long as it is good, or a new one. */
async function sealedFor({ request, userName }: Event, rules: CreateRules, ports: CreatePorts): Promise<SealedCode> {
  const at = ports.now();
  const last = request.session.at(-1);
  const sent = last !== undefined && kindOf(last) === "code" ? fromMetadata(last.challengeMetadata) : undefined;
  if (sent !== undefined && sent.expiresAt * 1000 > at.getTime()) return sent;
  const fresh = newCode();
  const { sub, email, email_verified: verified, locale } = attributesOf(request);
  if (request.userNotFound !== true && sub !== undefined && email !== undefined) {
    if (verified !== "true") ports.log.info("no code: the address is not proved", { userId: sub });
    else if (await ports.tries.count(sub, "codes", at) > rules.codesPerHour) ports.log.info("no code: too many in this hour", { userId: sub });
    else {
      const language = languageFor([request.clientMetadata?.["language"], locale], rules.voice);
      await ports.mail.send({ to: email, ...letterOf(messageFor("sign-in", language, { product: rules.voice.product, code: fresh })) });
    }
  }
  return seal(fresh, sub ?? userName, Math.floor(at.getTime() / 1000) + rules.codeSeconds);
}

const letterOf = ({ subject, text, html }: ReturnType<typeof messageFor>) => ({ subject, text, html });

/** As much of an address as its owner knows it by. */
function masked(address: string): string {
  const [name = "", domain] = address.split("@");
  return domain === undefined ? `${name.slice(0, 1)}***` : `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`;
}
