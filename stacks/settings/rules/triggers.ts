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
  return [...groupProblems(settings), ...claimProblems(settings), ...challengeProblems(settings), ...secretProblems(settings)];
}

function groupProblems({ triggers: { signUp, claims }, identity: { groups } }: Settings): Problem[] {
  const want = `one of ${Object.keys(groups).join(", ")}, the groups of identity.groups`;
  return [
    ...signUp.groups.filter((group) => groups[group] === undefined).map((group) => ({ path: "triggers.signUp.groups", got: group, want })),
    ...Object.keys(claims).filter((group) => groups[group] === undefined).map((group) => ({ path: "triggers.claims", got: group, want })),
  ];
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
