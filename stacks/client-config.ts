import { peopleScopes, type ClientKey } from "../components/identity/client-args";
import { type FirstFactor, type SecondFactor } from "../components/identity/spec";
import { loginNameOf, poolSpecOf } from "./identity-shape";
import { type Settings } from "./settings/schema";

/** Applications that people hold in their hands. */
export type AppKey = Exclude<ClientKey, "server">;

/** What only a deployment knows of a place. */
export interface ClientFacts {
  readonly userPoolId: string;
  readonly clientIds: Readonly<Record<AppKey, string>>;
  /** Absent where people get no AWS credentials. */
  readonly identityPoolId?: string | undefined;
  /** Address of the API that keeps devices in step. Absent where none serves. */
  readonly graphqlUrl?: string | undefined;
  /** Address of the REST API. Absent where none serves. */
  readonly apiUrl?: string | undefined;
}

/** Version of the schema of `amplify_outputs.json` that is spoken. Source: aws-amplify/amplify-backend, packages/client-config, schema_v1.4.json. */
const version = "1.4";

/** One `amplify_outputs.json`. */
export type AmplifyOutputs = Readonly<Record<string, unknown>>;

/** What applications are set up with. */
export interface ClientConfig {
  /** Key of the place that is active as this is written. */
  readonly active: string;
  /** One `amplify_outputs.json` for each application, by place. */
  readonly places: Readonly<Record<string, Readonly<Record<AppKey, AmplifyOutputs>>>>;
}

/**
 * What people cannot do where a replica lets them in: the pages and the applications have to say so.
 * Source: Amazon Cognito Developer Guide, "Multi-Region replication for user pools", limitations.
 */
const refusedByReplica = ["sign-up", "password-reset", "profile-change", "totp", "first-federated-sign-in"] as const;

/** What applications are set up with, from what settings say and a deployment knows. Pure: the same for the stack's output and the command. */
export function clientConfigOf(facts: Readonly<Record<string, ClientFacts>>, settings: Settings): ClientConfig {
  const places = settings.places.flatMap(({ key, region }) => {
    const known = facts[key];
    if (known === undefined) return [];
    const replica = key !== settings.places[0].key;
    const of = (app: AppKey): AmplifyOutputs => outputsFor({ key, region, replica }, app, { known, settings });
    return [[key, { web: of("web"), ios: of("ios"), android: of("android") }] as const];
  });
  return { active: settings.primary, places: Object.fromEntries(places) };
}

interface Where {
  readonly key: string;
  readonly region: string;
  /** True where a replica of the user pool answers. */
  readonly replica: boolean;
}

function outputsFor(where: Where, app: AppKey, { known, settings }: { readonly known: ClientFacts; readonly settings: Settings }): AmplifyOutputs {
  const { key, region, replica } = where;
  return {
    version,
    auth: { ...identifiersOf(region, app, known), ...policyOf(settings, replica), oauth: oauthOf(settings, app) },
    ...(known.graphqlUrl !== undefined && { data: dataOf(known.graphqlUrl, region) }),
    custom: {
      ...(known.apiUrl !== undefined && { API: { [apiName]: { endpoint: known.apiUrl, region, apiName } } }),
      understudy: {
        place: key, replica,
        // Amplify takes the region of a pool out of its ID, which names the first place in both.
        user_pool_endpoint: `https://cognito-idp.${region}.amazonaws.com/`,
        refused: replica ? [...refusedByReplica] : [],
      },
    },
  };
}

function identifiersOf(region: string, app: AppKey, { userPoolId, clientIds, identityPoolId }: ClientFacts): AmplifyOutputs {
  return {
    aws_region: region, user_pool_id: userPoolId, user_pool_client_id: clientIds[app],
    ...(identityPoolId !== undefined && { identity_pool_id: identityPoolId }),
  };
}

/** By which applications call for the REST API. Its form is Amplify's, too. Source: Amplify documentation, "Set up Amplify REST API", `addOutput`. */
const apiName = "platform";

/** Who calls is said by a function of the place, which takes the token that people got as they signed in. */
const authorization = "AWS_LAMBDA";

function dataOf(url: string, region: string): AmplifyOutputs {
  return { aws_region: region, url, default_authorization_type: authorization, authorization_types: [authorization] };
}

const enforcements = { off: "NONE", optional: "OPTIONAL", required: "REQUIRED" } as const;
const methods: Readonly<Record<SecondFactor, string>> = { totp: "TOTP", sms: "SMS", email: "EMAIL" };
const attributes = { email: "email", phone: "phone_number" } as const;

function policyOf(settings: Settings, replica: boolean): AmplifyOutputs {
  const { signIn, password, requiredAttributes, credentials, groups } = settings.identity;
  const { mfa } = signIn;
  const usable = mfa.methods.filter((method) => !replica || method !== "totp");
  return {
    password_policy: {
      min_length: password.minLength,
      require_numbers: password.needs.includes("digits"), require_lowercase: password.needs.includes("lower-case"),
      require_uppercase: password.needs.includes("upper-case"), require_symbols: password.needs.includes("symbols"),
    },
    username_attributes: signIn.with.map((channel) => attributes[channel]),
    user_verification_types: signIn.with.map((channel) => attributes[channel]),
    standard_required_attributes: [...requiredAttributes].sort(),
    unauthenticated_identities_enabled: credentials !== "off" && credentials.guests,
    mfa_configuration: enforcements[mfa.enforcement],
    mfa_methods: usable.map((method) => methods[method]),
    passwordless: passwordlessOf(settings),
    groups: Object.entries(groups).map(([group, { precedence }]) => ({ [group]: { precedence } })),
  };
}

function passwordlessOf(settings: Settings): AmplifyOutputs {
  const { firstFactors, passkeys } = poolSpecOf(settings);
  const has = (factor: FirstFactor): boolean => firstFactors.includes(factor);
  return {
    email_otp_enabled: has("email-code"), sms_otp_enabled: has("sms-code"),
    ...(passkeys !== undefined && { web_authn: { relying_party_id: passkeys.relyingPartyId, user_verification: passkeys.userVerification } }),
  };
}

/** Providers that Amplify has words of its own for; to others an application goes by their name. */
const providerWords = { amazon: "LOGIN_WITH_AMAZON", apple: "SIGN_IN_WITH_APPLE", facebook: "FACEBOOK", google: "GOOGLE" } as const;

/** The same pages in both places: behind their name Cognito chooses the place. */
function oauthOf(settings: Settings, app: AppKey): AmplifyOutputs {
  const { clients, providers } = settings.identity;
  const { callbackUrls, logoutUrls } = clients[app];
  const words = Object.values(providers).flatMap(({ kind }) => (kind === "saml" || kind === "oidc" ? [] : [providerWords[kind]]));
  return {
    identity_providers: words.sort(), domain: loginNameOf(settings), scopes: [...peopleScopes],
    redirect_sign_in_uri: [...callbackUrls].sort(), redirect_sign_out_uri: [...logoutUrls].sort(), response_type: "code",
  };
}
