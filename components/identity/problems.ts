import { channelsOf } from "./pool-args";
import { type CustomAttribute, type EmailSpec, type PasskeySpec, type PoolSpec } from "./spec";

/**
 * Regions between which Cognito replicates user pools.
 * Source: AWS What's New, "Amazon Cognito now supports multi-Region replication", 4 June 2026.
 */
export const replicationRegions: readonly string[] = [
  "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1",
  "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
];

/** Most attributes of a pool's own. Source: Amazon Cognito Developer Guide, "Quotas in Amazon Cognito", custom attributes per user pool. */
const mostCustomAttributes = 50;
/** Longest name of a custom attribute, and longest value. Source: Amazon Cognito Developer Guide, "Working with user attributes". */
const longest = { attributeName: 20, attributeValue: 2048 } as const;

/** What a pool and its surroundings are, as far as they can contradict each other. */
export interface PoolPlan {
  readonly spec: PoolSpec;
  readonly issuer: "original" | "updated";
  readonly email: EmailSpec;
  readonly sms?: object | undefined;
  readonly keyArn?: unknown;
  readonly replication: { readonly kind: "off" } | { readonly kind: "native"; readonly region: string };
}

/** Everything that Cognito would refuse, or that would lock users out of the replica, one sentence each. */
export function poolProblems(plan: PoolPlan): string[] {
  return [
    ...planProblems(plan), ...replicationProblems(plan), ...factorProblems(plan), ...messageProblems(plan), ...attributeProblems(plan.spec),
    ...(plan.spec.passkeys === undefined ? [] : passkeyProblems(plan.spec.passkeys)),
  ];
}

/** Source: Amazon Cognito Developer Guide, "User pool feature plans", features of each plan. */
function planProblems({ spec, issuer }: PoolPlan): string[] {
  const { plan, firstFactors, mfa, password, threats } = spec;
  const beyondLite = plan !== "lite" ? [] : [
    ...(firstFactors.some((factor) => factor !== "password") ? [`firstFactors is ${firstFactors.join(", ")}`] : []),
    ...(mfa.methods.includes("email") ? ["mfa.methods has email"] : []),
    ...(password.history > 0 ? [`password.history is ${String(password.history)}`] : []),
    ...(issuer === "updated" ? ["issuer is updated"] : []),
  ];
  return [
    ...beyondLite.map((what) => `${what} and plan is lite: want the plan essentials or plus, which have that`),
    ...(threats !== "off" && plan !== "plus" ? [`threats is ${threats} and plan is ${plan}: want the plan plus, which alone watches for threats, or off`] : []),
  ];
}

/** Source: Amazon Cognito Developer Guide, "Multi-Region replication for user pools", things to know and limitations. */
function replicationProblems({ spec, keyArn, replication }: PoolPlan): string[] {
  if (replication.kind === "off") return [];
  const { plan, mfa } = spec;
  return [
    ...(plan === "lite" ? ["replication is native and plan is lite: want the plan essentials or plus, since AWS replicates no lite pool; or replication off"] : []),
    ...(keyArn === undefined ? ["replication is native and there is no key: want a multi-Region key with a replica in the other place"] : []),
    ...(replicationRegions.includes(replication.region) ? [] : [unsupported(replication.region)]),
    ...(mfa.enforcement !== "off" && mfa.methods.length === 1 && mfa.methods[0] === "totp"
      ? ["mfa.methods is totp alone and replication is native: a replica takes no TOTP, so want email or sms beside it, for those who have to sign in while the first place is lost"] : []),
  ];
}

/** That Cognito replicates no pool from or to a region. */
export function unsupported(region: string): string {
  return `replication is native and Cognito replicates no user pool in ${region}: want one of ${replicationRegions.join(", ")}, or replication off`;
}

/** Source: Amazon Cognito Developer Guide, "Authentication with Amazon Cognito user pools", passwordless sign-in and MFA. */
function factorProblems({ spec }: PoolPlan): string[] {
  const { firstFactors, mfa, passkeys } = spec;
  const single = mfa.enforcement !== "required" ? [] : firstFactors.filter((factor) =>
    factor !== "password" && !(factor === "passkey" && passkeys?.countsAsTwoFactors === true));
  return [
    ...(firstFactors.includes("password") ? [] : ["firstFactors has no password: want it beside the others, since Cognito insists on it"]),
    ...(firstFactors.includes("passkey") === (passkeys !== undefined) ? [] : [passkeys === undefined
      ? "firstFactors has passkey and there is nothing under passkeys: want the domain that they are made for, and how they know their holder"
      : "passkeys are described and firstFactors has no passkey: want it there, or no passkeys"]),
    ...(single.length === 0 ? [] : [`mfa.enforcement is required and firstFactors has ${single.join(", ")}: want factors that are followed by a second one, or a passkey that counts for two`]),
    ...(mfa.enforcement !== "off" && mfa.methods.length === 0 ? [`mfa.enforcement is ${mfa.enforcement} and mfa.methods is empty: want at least one method`] : []),
    ...(mfa.enforcement === "off" && mfa.methods.length > 0 ? [`mfa.enforcement is off and mfa.methods is ${mfa.methods.join(", ")}: want no method, or optional`] : []),
  ];
}

/** Source: `@pulumi/aws-native`, `UserPoolArgs.enabledMfas`; Amazon Cognito Developer Guide, "Adding MFA to a user pool". */
function messageProblems({ spec, email, sms }: PoolPlan): string[] {
  const { mfa, firstFactors, recovery } = spec;
  const texts = [
    ...(channelsOf(spec).includes("phone") ? ["signInWith or recovery has phone"] : []),
    ...(mfa.methods.includes("sms") ? ["mfa.methods has sms"] : []),
    ...(firstFactors.includes("sms-code") ? ["firstFactors has sms-code"] : []),
  ];
  return [
    ...(sms === undefined ? texts.map((what) => `${what} and sms is off: want a way to send text messages`) : []),
    ...(mfa.methods.includes("email") && email.sender === "cognito" ? ["mfa.methods has email and email.sender is cognito: want ses, since Cognito sends no second factors from its own address"] : []),
    ...(mfa.methods.includes("email") && recovery.length === 1 && recovery[0] === "email"
      ? ["mfa.methods has email and recovery is email alone: want phone as well, since one address cannot be both the second factor and the way back in"] : []),
  ];
}

function attributeProblems({ customAttributes }: PoolSpec): string[] {
  const all = Object.entries(customAttributes);
  return [
    ...(all.length > mostCustomAttributes ? [`there are ${String(all.length)} custom attributes: want ${String(mostCustomAttributes)} at most`] : []),
    ...all.flatMap(([name, attribute]) => [...nameProblems(name), ...boundProblems(name, attribute)]),
  ];
}

function nameProblems(name: string): string[] {
  return /^[a-z][a-z0-9_]*$/.test(name) && name.length <= longest.attributeName ? []
    : [`a custom attribute is called "${name}": want ${String(longest.attributeName)} lower-case letters, digits and underscores at most, a letter first`];
}

function boundProblems(name: string, attribute: CustomAttribute): string[] {
  if (attribute.type === "text") {
    const { minLength, maxLength } = attribute;
    return minLength <= maxLength && maxLength <= longest.attributeValue ? []
      : [`custom attribute ${name} has ${String(minLength)} to ${String(maxLength)} characters: want a maximum of ${String(longest.attributeValue)} or less, and not below the minimum`];
  }
  if (attribute.type === "number" && attribute.min > attribute.max) {
    return [`custom attribute ${name} lies between ${String(attribute.min)} and ${String(attribute.max)}: want a minimum that is not above the maximum`];
  }
  return [];
}

/** Source: Web Authentication Level 2, "relying party identifier": a domain. */
function passkeyProblems({ relyingPartyId, countsAsTwoFactors, userVerification }: PasskeySpec): string[] {
  return [
    ...(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(relyingPartyId) ? []
      : [`passkeys are made for "${relyingPartyId}": want a domain such as login.app.example.com`]),
    ...(countsAsTwoFactors && userVerification !== "required"
      ? ["passkeys count for two factors and do not have to know their holder: want userVerification required, or one factor"] : []),
  ];
}
