import type * as awsNative from "@pulumi/aws-native";
import { channels, type Channel, type CustomAttribute, type EmailSpec, type FirstFactor, type PasskeySpec, type PoolSpec, type SecondFactor } from "./spec";

type PoolArgs = awsNative.cognito.UserPoolArgs;
type Schema = awsNative.types.input.cognito.UserPoolSchemaAttributeArgs;

/** Source: Amazon Cognito user pools API, `SignInPolicyType`, AllowedFirstAuthFactors. */
const firstFactorWords: Readonly<Record<FirstFactor, string>> = { password: "PASSWORD", passkey: "WEB_AUTHN", "email-code": "EMAIL_OTP", "sms-code": "SMS_OTP" };
/** Source: `@pulumi/aws-native`, `UserPoolArgs.enabledMfas`. */
const secondFactorWords: Readonly<Record<SecondFactor, string>> = { totp: "SOFTWARE_TOKEN_MFA", email: "EMAIL_OTP", sms: "SMS_MFA" };
/** Source: Amazon Cognito user pools API, `CreateUserPool`, MfaConfiguration. */
const enforcementWords = { off: "OFF", optional: "OPTIONAL", required: "ON" } as const;
/** Source: Amazon Cognito user pools API, `UserPoolAddOnsType`, AdvancedSecurityMode. */
const threatWords = { off: "OFF", audit: "AUDIT", enforce: "ENFORCED" } as const;

/** The attribute by which a user is reached over a channel. */
function attributeOf(channel: Channel): "email" | "phone_number" {
  return channel === "email" ? "email" : "phone_number";
}

/** Over what users are reached: by what they sign in with, and by what gets them back in. What is sent there is proved first. */
export function channelsOf({ signInWith, recovery }: Pick<PoolSpec, "recovery" | "signInWith">): readonly Channel[] {
  return channels.filter((channel) => signInWith.includes(channel) || recovery.includes(channel));
}

/** What a user pool is, in AWS's words: all that depends on no other resource. */
export function poolArgsOf(spec: PoolSpec): PoolArgs {
  const { plan, signInWith, selfSignUp, mfa } = spec;
  const reached = channelsOf(spec).map(attributeOf);
  return {
    userPoolTier: plan === "lite" ? "LITE" : plan === "plus" ? "PLUS" : "ESSENTIALS",
    usernameAttributes: signInWith.map(attributeOf),
    usernameConfiguration: { caseSensitive: false },
    autoVerifiedAttributes: reached,
    // A new address counts once its owner has proved it; until then the old one does.
    userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdate: reached },
    adminCreateUserConfig: { allowAdminCreateUserOnly: !selfSignUp },
    accountRecoverySetting: { recoveryMechanisms: recoveryOf(spec.recovery) },
    schema: schemaOf(spec),
    policies: policiesOf(spec),
    mfaConfiguration: enforcementWords[mfa.enforcement],
    ...(mfa.enforcement !== "off" && { enabledMfas: mfa.methods.map((method) => secondFactorWords[method]) }),
    ...(spec.passkeys !== undefined && passkeysOf(spec.passkeys)),
    ...(spec.devices !== "off" && {
      deviceConfiguration: { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: spec.devices === "if-the-user-agrees" },
    }),
    ...(plan === "plus" && {
      userPoolAddOns: {
        advancedSecurityMode: threatWords[spec.threats],
        ...(spec.threats !== "off" && { advancedSecurityAdditionalFlows: { customAuthMode: spec.threats === "enforce" ? "ENFORCED" : "AUDIT" } }),
      },
    }),
  };
}

/** Who signs e-mail, in AWS's words: the same form for a pool and for its replica. */
export function emailOf(email: EmailSpec): awsNative.types.input.cognito.UserPoolEmailConfigurationArgs {
  if (email.sender === "cognito") return { emailSendingAccount: "COGNITO_DEFAULT" };
  return {
    emailSendingAccount: "DEVELOPER", sourceArn: email.identityArn, from: email.from,
    ...(email.replyTo !== undefined && { replyToEmailAddress: email.replyTo }),
    ...(email.configurationSet !== undefined && { configurationSet: email.configurationSet }),
  };
}

function passkeysOf({ relyingPartyId, userVerification, countsAsTwoFactors }: PasskeySpec): PoolArgs {
  return {
    webAuthnRelyingPartyId: relyingPartyId, webAuthnUserVerification: userVerification,
    webAuthnFactorConfiguration: countsAsTwoFactors ? "MULTI_FACTOR_WITH_USER_VERIFICATION" : "SINGLE_FACTOR",
  };
}

/** Source: Amazon Cognito user pools API, `RecoveryOptionType`; `admin_only` stands alone. */
function recoveryOf(recovery: readonly Channel[]): awsNative.types.input.cognito.UserPoolRecoveryOptionArgs[] {
  if (recovery.length === 0) return [{ name: "admin_only", priority: 1 }];
  return recovery.map((channel, rank) => ({ name: channel === "email" ? "verified_email" : "verified_phone_number", priority: rank + 1 }));
}

/** AWS orders nothing here, so a constant order keeps a plan quiet. */
function schemaOf({ requiredAttributes, customAttributes }: PoolSpec): Schema[] {
  return [
    ...[...requiredAttributes].sort().map((name): Schema => ({ name, required: true, mutable: true })),
    ...Object.entries(customAttributes).map(([name, attribute]): Schema => ({ name, mutable: attribute.mutable, ...constraintsOf(attribute) })),
  ];
}

function constraintsOf(attribute: CustomAttribute): Schema {
  switch (attribute.type) {
    case "text": return {
      attributeDataType: "String",
      stringAttributeConstraints: { minLength: String(attribute.minLength), maxLength: String(attribute.maxLength) },
    };
    case "number": return { attributeDataType: "Number", numberAttributeConstraints: { minValue: String(attribute.min), maxValue: String(attribute.max) } };
    case "flag": return { attributeDataType: "Boolean" };
    case "time": return { attributeDataType: "DateTime" };
  }
}

function policiesOf({ plan, password, firstFactors }: PoolSpec): NonNullable<PoolArgs["policies"]> {
  const { needs } = password;
  return {
    passwordPolicy: {
      minimumLength: password.minLength, temporaryPasswordValidityDays: password.temporaryDays,
      requireLowercase: needs.includes("lower-case"), requireUppercase: needs.includes("upper-case"),
      requireNumbers: needs.includes("digits"), requireSymbols: needs.includes("symbols"),
      ...(plan !== "lite" && { passwordHistorySize: password.history }),
    },
    ...(plan !== "lite" && { signInPolicy: { allowedFirstAuthFactors: firstFactors.map((factor) => firstFactorWords[factor]) } }),
  };
}
