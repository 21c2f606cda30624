import type { PreSignUpTriggerEvent } from "aws-lambda";
import { attributesOf } from "../shared/trigger";
import { TurnedAway } from "../shared/turned-away";

export interface SignUpRules {
  /** Domains of addresses that may sign up; none: all. */
  readonly emailDomains: readonly string[];
}

/** Longest address that mail takes. Source: RFC 5321, section 4.5.3.1.3, less the angle brackets. */
const longestAddress = 254;

/**
 * Says who may sign up: by themselves or through somebody who vouches for them. Whom an administrator lets in is let in. Nobody is confirmed here:
 * an address counts once its owner has proved it.
 *
 * @throws {TurnedAway} when the address is none, or of a domain that is not wanted.
 */
export function admitSignUp({ emailDomains }: SignUpRules): (event: PreSignUpTriggerEvent) => PreSignUpTriggerEvent {
  return (event) => {
    const { triggerSource, request } = event;
    if (triggerSource !== "PreSignUp_AdminCreateUser") insistOnAddress(attributesOf(request)["email"], emailDomains);
    return { ...event, response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false } };
  };
}

function insistOnAddress(email: string | undefined, domains: readonly string[]): void {
  if (email === undefined && domains.length === 0) return;
  const [, domain] = /^[^\s@]+@([^\s@]+\.[^\s@]+)$/.exec(email ?? "") ?? [];
  if (domain === undefined || (email ?? "").length > longestAddress) throw new TurnedAway("Sign up with an e-mail address.");
  if (domains.length > 0 && !domains.includes(domain.toLowerCase())) throw new TurnedAway("Addresses of this domain cannot sign up.");
}
