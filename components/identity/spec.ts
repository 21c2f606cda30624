import type * as pulumi from "@pulumi/pulumi";

/** Plans of a user pool, the cheapest first. Source: Amazon Cognito Developer Guide, "User pool feature plans". */
export const plans = ["lite", "essentials", "plus"] as const;
export type Plan = (typeof plans)[number];

/** What a user proves first. `password` is always one of them. */
export const firstFactors = ["password", "passkey", "email-code", "sms-code"] as const;
export type FirstFactor = (typeof firstFactors)[number];

/** What a user proves besides a password. */
export const secondFactors = ["totp", "email", "sms"] as const;
export type SecondFactor = (typeof secondFactors)[number];

/** Where a user can be reached, and what is proved before it counts. */
export const channels = ["email", "phone"] as const;
export type Channel = (typeof channels)[number];

/**
 * Attributes that every pool has, apart from `sub`, which nobody writes.
 * Source: Amazon Cognito Developer Guide, "Working with user attributes", standard attributes.
 */
export const standardAttributes = [
  "address", "birthdate", "email", "family_name", "gender", "given_name", "locale", "middle_name", "name", "nickname", "phone_number",
  "picture", "preferred_username", "profile", "updated_at", "website", "zoneinfo",
] as const;
export type StandardAttribute = (typeof standardAttributes)[number];

/** An attribute of the platform's own, `custom:<key>` in tokens. AWS adds such attributes, and never changes or removes one. */
export type CustomAttribute = {
  /** Whether a value can be changed once it is there. */
  readonly mutable: boolean;
  /** Whether people change it by themselves. What rights hang on, they must not. */
  readonly ownersChangeIt: boolean;
} & (
  | { readonly type: "text"; readonly minLength: number; readonly maxLength: number }
  | { readonly type: "number"; readonly min: number; readonly max: number }
  | { readonly type: "flag" | "time" }
);

export interface PasswordSpec {
  /** 6 to 99 characters. */
  readonly minLength: number;
  readonly needs: readonly ("lower-case" | "upper-case" | "digits" | "symbols")[];
  /** Earlier passwords that cannot be taken again, 0 to 24. */
  readonly history: number;
  /** Days that a password from an administrator is good for, 1 to 365. */
  readonly temporaryDays: number;
}

export interface PasskeySpec {
  /** Whether the device has to know its holder: by face, finger or PIN. */
  readonly userVerification: "required" | "preferred";
  /** Whether a passkey that knew its holder counts for two factors. */
  readonly countsAsTwoFactors: boolean;
  /** Domain that passkeys are made for. Another one makes those that users have useless. */
  readonly relyingPartyId: string;
}

/** What a user pool is: the same in every place. */
export interface PoolSpec {
  readonly plan: Plan;
  /** What signs in as a name; decided for ever. */
  readonly signInWith: readonly Channel[];
  readonly selfSignUp: boolean;
  readonly firstFactors: readonly FirstFactor[];
  readonly requiredAttributes: readonly StandardAttribute[];
  readonly customAttributes: Readonly<Record<string, CustomAttribute>>;
  readonly password: PasswordSpec;
  readonly mfa: { readonly enforcement: "off" | "optional" | "required"; readonly methods: readonly SecondFactor[] };
  /** Absent: no passkeys. */
  readonly passkeys?: PasskeySpec | undefined;
  /** By what a user gets back in, the first choice first. None: only through an administrator. */
  readonly recovery: readonly Channel[];
  /** Whether the devices of a user are remembered. */
  readonly devices: "off" | "always" | "if-the-user-agrees";
  readonly threats: "off" | "audit" | "enforce";
}

/** Who signs e-mail of a place. */
export type EmailSpec =
  /** AWS's own address, for a few messages a day. */
  | { readonly sender: "cognito" }
  /** An identity that SES has verified in the same place. */
  | { readonly sender: "ses"; readonly identityArn: pulumi.Input<string>; readonly from: string; readonly replyTo?: string | undefined; readonly configurationSet?: string | undefined };

/** Attributes that people may change by themselves. */
export function writableAttributes({ customAttributes }: Pick<PoolSpec, "customAttributes">): readonly string[] {
  return [...standardAttributes, ...Object.entries(customAttributes).filter(([, { ownersChangeIt }]) => ownersChangeIt).map(([name]) => `custom:${name}`)];
}
