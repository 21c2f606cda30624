import type * as aws from "@pulumi/aws";
import { type Plan } from "./spec";

/** Applications that the platform knows. */
export const clientKeys = ["web", "ios", "android", "server"] as const;
export type ClientKey = (typeof clientKeys)[number];

/** How people come in through an application, or a program by itself. */
export type ClientSpec =
  | { readonly kind: "people"; readonly callbackUrls: readonly string[]; readonly logoutUrls: readonly string[] }
  | { readonly kind: "program"; readonly scopes: readonly string[] };

/** How long tokens are good for. */
export interface TokenSpec {
  readonly accessMinutes: number;
  readonly idMinutes: number;
  readonly refreshDays: number;
}

interface Surroundings {
  readonly plan: Plan;
  readonly tokens: TokenSpec;
  readonly providers: readonly string[];
  readonly handsOverPasswords: boolean;
  /** Attributes that people may change by themselves. */
  readonly writable: readonly string[];
}

/** Scopes of OpenID Connect, all that applications of people get: scopes of APIs are for programs. Source: Amazon Cognito Developer Guide, "Scopes, M2M, and resource servers". */
export const peopleScopes = ["email", "openid", "profile"] as const;

/** Minutes that a sign-in may take from step to step: long enough for a code in the mail. Source: typings, `authSessionValidity`, 3 to 15. */
const sessionMinutes = 5;

/** A client in AWS's words. */
export function clientArgsOf(spec: ClientSpec, { plan, tokens, providers, handsOverPasswords, writable }: Surroundings): Omit<aws.cognito.UserPoolClientArgs, "userPoolId"> {
  const common = {
    // Who asks for a user that is not there learns nothing from the answer.
    preventUserExistenceErrors: "ENABLED",
    enableTokenRevocation: true,
    accessTokenValidity: tokens.accessMinutes, idTokenValidity: tokens.idMinutes, refreshTokenValidity: tokens.refreshDays,
    tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "days" },
    allowedOauthFlowsUserPoolClient: true,
  };
  if (spec.kind === "program") {
    return {
      ...common, generateSecret: true, allowedOauthFlows: ["client_credentials"], allowedOauthScopes: [...spec.scopes].sort(),
      // A client with no flow of its own gets AWS's defaults, passwords among them.
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
    };
  }
  return {
    ...common, generateSecret: false, authSessionValidity: sessionMinutes,
    allowedOauthFlows: ["code"], allowedOauthScopes: [...peopleScopes],
    // Everything else is a matter between the platform and whoever may call for it with its own rights.
    writeAttributes: [...writable].sort(),
    callbackUrls: [...spec.callbackUrls].sort(), logoutUrls: [...spec.logoutUrls].sort(),
    supportedIdentityProviders: ["COGNITO", ...providers].sort(),
    explicitAuthFlows: [
      "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", ...(plan === "lite" ? [] : ["ALLOW_USER_AUTH"]), ...(handsOverPasswords ? ["ALLOW_USER_PASSWORD_AUTH"] : []), "ALLOW_USER_SRP_AUTH",
    ],
  };
}

/**
 * What is wrong with the addresses of an application, one sentence each.
 * Source: Amazon Cognito user pools API, `CreateUserPoolClient`, CallbackURLs: HTTPS, an application's own scheme, or plain HTTP on the machine itself.
 */
export function clientProblems(key: ClientKey, spec: ClientSpec): string[] {
  if (spec.kind === "program") return spec.scopes.length === 0 ? [`${key} has no scope: want at least one, since a program without a user needs one`] : [];
  const urls = [...spec.callbackUrls, ...spec.logoutUrls];
  return [
    ...(spec.callbackUrls.length === 0 ? [`${key} has no callback address: want one that people come back to`] : []),
    ...urls.filter((url) => url.includes("#") || !/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/]|(?!https?:)[a-z][a-z0-9+.-]*:\/\/)/.test(url + "/"))
      .map((url) => `${key} comes back to "${url}": want https, the application's own scheme, or http://localhost, and no #`),
  ];
}
