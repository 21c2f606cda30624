import type { PreSignUpTriggerEvent } from "aws-lambda";
import { attributesOf } from "../shared/trigger";
import { TurnedAway } from "../shared/turned-away";
import { invites, type Invitations } from "./invitation";

export interface SignUpRules {
  /** Domains of addresses that may sign up; none: all. */
  readonly emailDomains: readonly string[];
  /** Domains of addresses that nobody has to prove. */
  readonly confirmedDomains: readonly string[];
  /** Absent: nobody is invited. */
  readonly invitations?: Invitations | undefined;
  readonly now: () => Date;
}

type Event = PreSignUpTriggerEvent;

/** Longest address that mail takes. Source: RFC 5321, section 4.5.3.1.3, less the angle brackets. */
const longestAddress = 254;

/**
 * Says who may sign up: by themselves or through somebody who vouches for them. Whom an administrator lets in is let in, and so is whoever was invited. An invitation proves
 * its address; an address of a domain that nobody has to prove stays unproved. All others are confirmed once they have proved what they sign in with.
 *
 * Source: Amazon Cognito Developer Guide, "Pre sign-up Lambda trigger", response parameters: of whom an administrator creates they say nothing.
 * @throws {TurnedAway} when the address is none, or of a domain that is not wanted.
 */
export function admitSignUp(rules: SignUpRules): (event: Event) => Event {
  return (event) => {
    const { triggerSource, request } = event;
    const { email } = attributesOf(request);
    const isInvited = triggerSource === "PreSignUp_SignUp" && rules.invitations !== undefined
      && invites(request.clientMetadata?.["invitation"], email, { ...rules.invitations, at: rules.now() });
    if (triggerSource !== "PreSignUp_AdminCreateUser" && !isInvited) insistOnAddress(email, rules.emailDomains);
    return { ...event, response: confirmationOf(event, rules.confirmedDomains, isInvited) };
  };
}

/** A number is something to sign in with, too, and neither an invitation nor a domain says whose it is. */
function confirmationOf({ triggerSource, request }: Event, confirmedDomains: readonly string[], isInvited: boolean): Event["response"] {
  const { email, phone_number: number } = attributesOf(request);
  const confirms = triggerSource === "PreSignUp_SignUp" && number === undefined;
  const domain = domainOf(email);
  return {
    autoConfirmUser: confirms && (isInvited || (domain !== undefined && confirmedDomains.includes(domain))),
    autoVerifyEmail: confirms && isInvited, autoVerifyPhone: false,
  };
}

function insistOnAddress(email: string | undefined, domains: readonly string[]): void {
  if (email === undefined && domains.length === 0) return;
  const domain = domainOf(email);
  if (domain === undefined) throw new TurnedAway("Sign up with an e-mail address.");
  if (domains.length > 0 && !domains.includes(domain)) throw new TurnedAway("Addresses of this domain cannot sign up.");
}

function domainOf(email = ""): string | undefined {
  const [, domain] = /^[^\s@]+@([^\s@]+\.[^\s@]+)$/.exec(email) ?? [];
  return email.length > longestAddress ? undefined : domain?.toLowerCase();
}
