import { Ajv2020, type ValidateFunction } from "ajv/dist/2020";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const oneOf = (...words: readonly string[]) => ({ type: "string", enum: words });
const listOf = (items: object, rest: object = {}) => ({ type: "array", items, ...rest });

/** An object that has these properties and no other. */
const exactly = (properties: Readonly<Record<string, object>>, required: readonly string[] = []) =>
  ({ type: "object", additionalProperties: false, properties, required });

const everyOne = (properties: Readonly<Record<string, object>>) => exactly(properties, Object.keys(properties));

const oauth = everyOne({
  identity_providers: listOf(oneOf("GOOGLE", "FACEBOOK", "LOGIN_WITH_AMAZON", "SIGN_IN_WITH_APPLE"), { uniqueItems: true }),
  domain: text,
  scopes: listOf(text, { uniqueItems: true }),
  redirect_sign_in_uri: listOf(text, { minItems: 1, uniqueItems: true }),
  redirect_sign_out_uri: listOf(text, { minItems: 1, uniqueItems: true }),
  response_type: oneOf("code", "token"),
});

const passwordless = exactly({
  email_otp_enabled: flag, sms_otp_enabled: flag,
  web_authn: everyOne({ relying_party_id: text, user_verification: oneOf("required", "preferred") }),
  preferred_challenge: oneOf("EMAIL_OTP", "SMS_OTP", "PASSWORD", "WEB_AUTHN"),
});

const standardAttribute = oneOf(
  "address", "birthdate", "email", "family_name", "gender", "given_name", "locale", "middle_name", "name", "nickname", "phone_number", "picture",
  "preferred_username", "profile", "sub", "updated_at", "website", "zoneinfo",
);

const auth = exactly({
  aws_region: text, user_pool_id: text, user_pool_client_id: text, identity_pool_id: text,
  password_policy: everyOne({
    min_length: { type: "integer", minimum: 6, maximum: 99 },
    require_numbers: flag, require_lowercase: flag, require_uppercase: flag, require_symbols: flag,
  }),
  oauth,
  standard_required_attributes: listOf(standardAttribute, { uniqueItems: true }),
  username_attributes: listOf(oneOf("email", "phone_number", "username"), { minItems: 1, uniqueItems: true }),
  user_verification_types: listOf(oneOf("email", "phone_number")),
  unauthenticated_identities_enabled: flag,
  mfa_configuration: oneOf("NONE", "OPTIONAL", "REQUIRED"),
  mfa_methods: listOf(oneOf("SMS", "TOTP", "EMAIL")),
  passwordless,
  groups: listOf({ type: "object", additionalProperties: exactly({ precedence: { type: "integer" } }) }),
}, ["aws_region", "user_pool_id", "user_pool_client_id"]);

const authorization = oneOf("AMAZON_COGNITO_USER_POOLS", "API_KEY", "AWS_IAM", "AWS_LAMBDA", "OPENID_CONNECT");

const data = exactly({
  aws_region: text, url: text, model_introspection: { type: "object" }, api_key: text,
  default_authorization_type: authorization, authorization_types: listOf(authorization),
}, ["aws_region", "url", "default_authorization_type", "authorization_types"]);

/**
 * What Amplify's client libraries take as `amplify_outputs.json`, version 1.4. Sections of services that the platform does not have (analytics
 * and notifications by Pinpoint, geo, storage by identity pool) are left out, and so refused.
 * Source: github.com/aws-amplify/amplify-backend, packages/client-config/src/client-config-schema/schema_v1.4.json,
 * commit 01edad4a0c40391d9649a6f50872fb91e9249e26. Version 1.5 differs in the section of notifications alone.
 */
const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  ...exactly({ $schema: text, version: { const: "1.4" }, auth, data, custom: { type: "object" } }, ["version"]),
};

let compiled: ValidateFunction | undefined;

/** What is wrong with a document, one line each. */
export function amplifyProblems(document: unknown): string[] {
  compiled ??= new Ajv2020({ allErrors: true, strict: true }).compile(schema);
  return compiled(document) ? [] : (compiled.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}
