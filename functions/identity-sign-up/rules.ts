import { settings } from "../shared/environment";
import type { SignUpRules } from "./admit";
import { invitationKey } from "./invitation";

/**
 * Rules out of the environment. Domains are a list with commas, since an empty one is none in JSON that has to have an entry; `*` is every domain.
 *
 * @throws {Error} when domains are not said, or the key of invitations is none.
 */
export function rulesFrom(environment: Readonly<Record<string, string | undefined>>, now: () => Date): SignUpRules {
  const wanted = settings(environment, ["EMAIL_DOMAINS"])("EMAIL_DOMAINS");
  const { CONFIRMED_DOMAINS: confirmed = "", INVITATION_KEY: key = "" } = environment;
  return {
    emailDomains: wanted === "*" ? [] : listOf(wanted), confirmedDomains: confirmed === "" ? [] : listOf(confirmed), now,
    ...(key !== "" && { invitations: { key: invitationKey(key), audience: settings(environment, ["INVITATION_AUDIENCE"])("INVITATION_AUDIENCE") } }),
  };
}

const listOf = (text: string): readonly string[] => text.toLowerCase().split(",");
