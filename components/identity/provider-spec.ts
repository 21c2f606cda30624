/** Claims of a provider, by the attribute that they fill. */
type Attributes = Readonly<Record<string, string>>;

/** Somebody else who vouches for people, by SAML 2.0. */
export interface SamlSpec {
  readonly kind: "saml";
  /** Where the provider describes itself. */
  readonly metadataUrl: string;
  /** Whether signing out here signs out there. */
  readonly signOut: boolean;
  readonly attributes: Attributes;
}

/** Somebody else who vouches for people, and has given the platform a secret. */
export type SecretProviderSpec = {
  /** ID of the client that the provider knows the platform by. */
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly attributes: Attributes;
} & (
  | { readonly kind: "amazon" | "facebook" | "google" }
  | { readonly kind: "apple"; readonly teamId: string; readonly keyId: string }
  | { readonly kind: "oidc"; readonly issuer: string }
);

export type SecretProviderKind = SecretProviderSpec["kind"];

/** What Cognito calls a kind of provider, which is also the only name that one of these may have, but for OIDC. */
const providerTypes = {
  amazon: "LoginWithAmazon", apple: "SignInWithApple", facebook: "Facebook", google: "Google", oidc: "OIDC",
} as const satisfies Readonly<Record<SecretProviderKind, string>>;

/** A provider in Cognito's words, and where its secret detail is kept. */
export interface ProviderPlan {
  readonly name: string;
  readonly type: string;
  readonly details: Readonly<Record<string, string>>;
  readonly attributes: Attributes;
  readonly secret: { readonly name: string; readonly detail: "client_secret" | "private_key" };
}

/** A provider in Cognito's words. Source: Amazon Cognito user pools API, `CreateIdentityProvider`, ProviderDetails. */
export function providerPlanOf(name: string, spec: SecretProviderSpec, secretName: string): ProviderPlan {
  const { kind, clientId, scopes, attributes } = spec;
  return {
    name, type: providerTypes[kind], attributes,
    details: {
      client_id: clientId,
      // Facebook alone wants commas.
      authorize_scopes: scopes.join(kind === "facebook" ? "," : " "),
      ...(spec.kind === "apple" && { team_id: spec.teamId, key_id: spec.keyId }),
      ...(spec.kind === "oidc" && { oidc_issuer: spec.issuer, attributes_request_method: "GET" }),
    },
    secret: { name: secretName, detail: kind === "apple" ? "private_key" : "client_secret" },
  };
}

/** What is wrong with a provider's name, one sentence at most. Source: Amazon Cognito user pools API, `CreateIdentityProvider`, ProviderType. */
export function providerNameProblems(name: string, kind: SamlSpec["kind"] | SecretProviderKind): string[] {
  const wanted = kind === "saml" || kind === "oidc" ? undefined : providerTypes[kind];
  const taken = Object.values(providerTypes).filter((type) => type !== "OIDC");
  if (wanted !== undefined) return name === wanted ? [] : [`${name} is of kind ${kind}: want the name ${wanted}, which Cognito knows it by`];
  return taken.some((type) => type === name) ? [`${name} is of kind ${kind}: want another name, since Cognito keeps that one for another kind`] : [];
}
