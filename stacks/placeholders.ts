import { credentialsOf } from "./settings/credentials";
import { type Settings } from "./settings/schema";

/** A setting that still holds the value of the example, and why a real deployment needs another. */
export interface Placeholder {
  /** Where, as `pulumi config set --path` takes it. */
  readonly setting: string;
  readonly why: string;
}

/** Domains that nobody can own. Source: RFC 2606, section 3, and RFC 6761, section 6.5. */
const reserved = /(^|\.)example(\.(com|net|org))?$/;

/** The account in AWS's own examples: it passes every check of form and belongs to nobody here. */
const exampleAccount = "123456789012";

/**
 * What an owner must fill in before the first real deployment, in the order of the settings.
 *
 * @param config The stack's whole configuration, by full key: credentials stand beside the settings.
 */
export function unfilled(settings: Settings, config: Readonly<Record<string, string>>): Placeholder[] {
  const { account, domain, messaging: { operators, push }, owner, services, identity } = settings;
  return [
    ...(reserved.test(owner.split("@").at(-1) ?? "") ? [{ setting: "owner", why: "who answers for the stack" }] : []),
    ...(account === exampleAccount ? [{ setting: "account", why: "the AWS account to deploy to; credentials for any other are refused" }] : []),
    ...(reserved.test(domain.zone) ? [{ setting: "domain.zone", why: "a domain that you own; the certificates wait for its name servers" }] : []),
    ...Object.entries(services).filter(([, service]) => /^sha256:0+$/.test(service.image.digest)).map(([key]) => ({
      setting: `services.${key}.image.digest`, why: "an image that stands in the registry of both places",
    })),
    ...(identity.email.sender === "ses" && reserved.test(identity.email.identity.split("@").at(-1) ?? "")
      ? [{ setting: "identity.email.identity", why: `whom the pool's mail is from: ${verifier(settings)}` }] : []),
    ...Object.entries(identity.sms === "off" ? {} : identity.sms).filter(([, originator]) => /-0+$/.test(originator)).map(([key]) => ({
      setting: `identity.sms.${key}`, why: "who text messages are from there",
    })),
    ...Object.entries(identity.providers).flatMap(([name, provider]) => providerPlaceholders(`identity.providers.${name}`, provider)),
    ...(operators.emails.some((email) => reserved.test(email.split("@").at(-1) ?? "")) ? [{ setting: "messaging.operators.emails", why: "who hears alarms" }] : []),
    ...(push !== "none" && push.apns !== "none" && push.apns.teamId.startsWith("EXAMPLE") ? [{ setting: "messaging.push.apns", why: "your app, team and key at Apple" }] : []),
    ...(push !== "none" && push.adm !== "none" && push.adm.clientId.endsWith(".example") ? [{ setting: "messaging.push.adm", why: "your client at Amazon" }] : []),
    ...credentialsOf(settings).flatMap(({ key, what }) => {
      const why = flawIn(config[key]);
      return why === undefined ? [] : [{ setting: key, why: `${what}, by \`pulumi config set --secret ${key}\`${why}` }];
    }),
  ];
}

/** What is wrong with a credential; nothing where it is encrypted, and therefore shown to nobody. */
function flawIn(value: string | undefined): string | undefined {
  if (value === undefined || value === "EXAMPLE") return "";
  return value.startsWith("[secret ") ? undefined : "; it stands in clear now: have it replaced by whoever issued it";
}

function providerPlaceholders(at: string, provider: Settings["identity"]["providers"][string]): Placeholder[] {
  const isReserved = (url: string): boolean => reserved.test(new URL(url).hostname);
  if (provider.kind === "saml") return isReserved(provider.metadataUrl) ? [{ setting: `${at}.metadataUrl`, why: "where the provider describes itself; or no provider" }] : [];
  return [
    ...(/example/.test(provider.clientId) ? [{ setting: `${at}.clientId`, why: `who the platform is to the provider, whose secret goes into secrets.${provider.secret}; or no provider` }] : []),
    ...(provider.kind === "oidc" && isReserved(provider.issuer) ? [{ setting: `${at}.issuer`, why: "the provider's issuer; or no provider" }] : []),
  ];
}

/** The stack verifies its own domain, in each place, where it sends e-mails; anything else is its owner's to verify. */
function verifier({ messaging }: Settings): string {
  const given = "a domain or address that SES has verified in each place";
  return messaging.email === "none" ? given : `\`domain.zone\`, which the stack verifies, or ${given}`;
}
