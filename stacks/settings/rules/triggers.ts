import { createPublicKey } from "node:crypto";
import { type Problem } from "../problems";
import { type Settings } from "../schema";

/**
 * Claims that Cognito keeps for itself, in one kind of token or in both, and what such names begin with.
 * Source: Amazon Cognito Developer Guide, "Pre token generation Lambda trigger", excluded claims and scopes.
 */
const kept = {
  names: new Set([
    "acr", "amr", "at_hash", "aud", "auth_time", "azp", "client_id", "device_key", "event_id", "exp", "iat", "identities", "iss", "jti", "nbf", "nonce",
    "origin_jti", "scope", "sub", "token_use", "username", "version",
  ]),
  beginnings: ["aws:", "cognito:", "dev:"],
} as const;

/** What functions do around sign-in can be done with what the settings have. */
export function triggerProblems(settings: Settings): Problem[] {
  return [...groupProblems(settings), ...confirmationProblems(settings), ...claimProblems(settings), ...challengeProblems(settings), ...secretProblems(settings)];
}

function groupProblems({ triggers: { signUp, claims }, identity: { groups } }: Settings): Problem[] {
  const want = `one of ${Object.keys(groups).join(", ")}, the groups of identity.groups`;
  return [
    ...signUp.groups.filter((group) => groups[group] === undefined).map((group) => ({ path: "triggers.signUp.groups", got: group, want })),
    ...Object.keys(claims).filter((group) => groups[group] === undefined).map((group) => ({ path: "triggers.claims", got: group, want })),
  ];
}

/** Whoever is let in without a proof must not get by that what only a proof gives. */
function confirmationProblems({ triggers: { signUp: { autoConfirm, emailDomains } }, identity: { providers, signIn } }: Settings): Problem[] {
  if (autoConfirm === "off") return [];
  const path = "triggers.signUp.autoConfirm";
  return [
    ...(signIn.selfSignUp ? [] : [{ path, says: "autoConfirm is on and identity.signIn.selfSignUp is false: want autoConfirm off, since nobody signs up, or people to sign up by themselves" }]),
    ...(signIn.with.includes("email") ? [] : [{ path, says: "autoConfirm is on and identity.signIn.with has no email: want email in it, since an address is what is confirmed, or autoConfirm off" }]),
    ...(autoConfirm.by === "invitation" && !isOnP256(autoConfirm.publicKey)
      ? [{ path, says: "publicKey is no public key on the curve P-256: want one as DER in base64, such as KMS hands out for a key ECC_NIST_P256" }] : []),
    ...(autoConfirm.by === "domain" && emailDomains.length > 0
      ? [{ path, says: "autoConfirm is by domain and emailDomains says whose addresses may sign up: want autoConfirm by invitation, or off, since an address that nobody proves keeps nobody out" }] : []),
    ...(autoConfirm.by === "domain" && Object.keys(providers).length > 0
      ? [{ path, says: "autoConfirm is by domain and identity.providers vouch for people: want autoConfirm by invitation, or off, since an address that nobody proves may be that of somebody who comes by a provider" }] : []),
  ];
}

function isOnP256(base64: string): boolean {
  try {
    return createPublicKey({ key: Buffer.from(base64, "base64"), format: "der", type: "spki" }).asymmetricKeyDetails?.namedCurve === "prime256v1";
  } catch {
    return false;
  }
}

function claimProblems({ triggers: { claims } }: Settings): Problem[] {
  return Object.entries(claims).flatMap(([group, named]) => Object.keys(named)
    .filter((name) => kept.names.has(name) || kept.beginnings.some((beginning) => name.startsWith(beginning)))
    .map((name) => ({ path: `triggers.claims.${group}`, got: name, want: "another name, since Cognito keeps that claim for itself" })));
}

function challengeProblems({ triggers: { challenge }, identity: { email, signIn } }: Settings): Problem[] {
  if (challenge === "off") return [];
  return [
    ...(email.sender === "cognito"
      ? [{ path: "triggers.challenge", says: "challenge is on and identity.email.sender is cognito: want ses, since the platform sends the codes itself, or the challenge off" }] : []),
    ...(challenge.first === "nothing" && signIn.mfa.enforcement === "required"
      ? [{ path: "triggers.challenge", says: "challenge.first is nothing and identity.signIn.mfa.enforcement is required: want password, since a code alone is one factor" }] : []),
  ];
}

function secretProblems({ triggers: { challenge, migration }, secrets }: Settings): Problem[] {
  const named = {
    "triggers.challenge.captcha.secret": challenge === "off" || challenge.captcha === "off" ? undefined : challenge.captcha.secret,
    "triggers.migration.secret": migration === "off" ? undefined : migration.secret,
  };
  return Object.entries(named).flatMap(([path, secret]) => (secret === undefined || secrets[secret] !== undefined ? []
    : [{ path, got: secret, want: `one of ${Object.keys(secrets).join(", ")}, the secrets that there are` }]));
}
