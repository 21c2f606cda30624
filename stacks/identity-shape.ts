import type * as pulumi from "@pulumi/pulumi";
import { type ClientKey, type ClientSpec } from "../components/identity/client-args";
import { loginHost, type LoginAddress } from "../components/identity/login-address";
import { type PoolPlan } from "../components/identity/problems";
import { type EmailSpec, type PoolSpec } from "../components/identity/spec";
import { arnOf, type Place } from "../components/core/place";
import { fqdnOf } from "./public-names";
import { type Settings } from "./settings/schema";

/** Name of the sign-in pages: known before they are there. */
export function loginNameOf(settings: Settings): string {
  return loginHost(addressOf(settings), settings.places[0].region);
}

/** Own names of the platform for sign-in pages; none where AWS's serve. Its parent is the front service's name, which has the A record that AWS asks for. */
export function ownLoginName({ identity: { login }, domain, services }: Settings): string | undefined {
  const front = services[domain.front];
  return login.kind === "custom" && front !== undefined ? `${login.label}.${fqdnOf(front.route.host, domain)}` : undefined;
}

function addressOf(settings: Settings): LoginAddress & { readonly kind: "prefix" } | { readonly kind: "custom"; readonly domain: string } {
  const { login } = settings.identity;
  return login.kind === "prefix" ? login : { kind: "custom", domain: ownLoginName(settings) ?? settings.domain.zone };
}

/** What the user pool is, in the words of its component. */
export function poolSpecOf(settings: Settings): PoolSpec {
  const { plan, signIn, requiredAttributes, customAttributes, password, recovery, threats } = settings.identity;
  const { passkeys } = signIn;
  return {
    plan, signInWith: signIn.with, selfSignUp: signIn.selfSignUp, firstFactors: signIn.firstFactors, mfa: signIn.mfa, devices: signIn.devices,
    requiredAttributes, customAttributes, password, recovery, threats,
    ...(passkeys !== undefined && {
      passkeys: {
        userVerification: passkeys.userVerification, countsAsTwoFactors: passkeys.countsAsTwoFactors,
        relyingPartyId: passkeys.relyingParty ?? loginNameOf(settings),
      },
    }),
  };
}

/**
 * Who signs mail in a place: the identity of that place.
 *
 * @param domain The platform's own domain there, once SES knows it for the platform's: Cognito refuses what is not verified yet.
 */
export function emailSpecOf(place: Place, { identity: { email }, domain: { zone } }: Settings, domain?: pulumi.Output<string>): EmailSpec {
  if (email.sender === "cognito") return email;
  const given = arnOf(place, "ses", `identity/${email.identity}`);
  return { sender: "ses", identityArn: email.identity === zone ? domain ?? given : given, from: email.from, replyTo: email.replyTo };
}

/** The applications, in the words of their component. */
export function clientSpecsOf({ identity: { clients } }: Settings): Readonly<Record<ClientKey, ClientSpec>> {
  const people = ({ callbackUrls, logoutUrls }: typeof clients.web): ClientSpec => ({ kind: "people", callbackUrls, logoutUrls });
  return { web: people(clients.web), ios: people(clients.ios), android: people(clients.android), server: { kind: "program", scopes: clients.server.scopes } };
}

/** The pool as far as its settings can contradict each other. */
export function poolPlanOf(settings: Settings, birth: Place): PoolPlan {
  const { identity: { issuer, replication, sms }, places: [, other] } = settings;
  return {
    spec: poolSpecOf(settings), issuer, email: emailSpecOf(birth, settings), sms: sms === "off" ? undefined : {},
    keyArn: "made by the stack", replication: replication === "native" ? { kind: "native", region: other.region } : { kind: "off" },
  };
}
