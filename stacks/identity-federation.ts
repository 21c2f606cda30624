import * as pulumi from "@pulumi/pulumi";
import { bringProviders, Federation, providerPlanOf, SecretProviders, type ProviderPlan, type SamlSpec, type UserPool } from "../components/identity";
import { Schedule } from "../components/core/lambda-schedule";
import { readSecret } from "../components/secrets";
import { bundleOf } from "./bundles";
import { buildFunction, type FunctionSite } from "./functions";
import { type Settings } from "./settings";
import { type Shared } from "./shared";

/** Minutes after which a secret that was changed reaches the pool. */
const renewalMinutes = 60;

const code = "identity-providers";

/** Who else vouches for people. */
export interface Vouchers {
  /** Names of the providers. */
  readonly names: readonly string[];
  /** What has to be there before an application can name them. */
  readonly ready: readonly pulumi.Resource[];
}

/**
 * Builds who else vouches for people, where the pool was born: a replica follows, and takes no provider by itself. What brings those with a
 * secret stands there without any, too, so that whoever leaves the settings leaves the pool.
 */
export function federate(site: FunctionSite, pool: UserPool, secrets: Shared["secrets"]): Vouchers {
  const { region: { place, inside }, settings: { identity: { providers } }, bundles } = site;
  const name = `${place.key}-identity-provider`;
  const saml = new Federation(name, { userPoolId: pool.userPoolId, providers: samlIn(providers) }, inside);
  const { plans, ends } = secretOnes(site, secrets);
  const renewal = new Schedule(`${name}s-renewal`, { description: "Brings changed secrets of identity providers to the user pool", everyMinutes: renewalMinutes }, inside);
  const brings = buildFunction(`${name}s`, {
    code, description: "Brings identity providers that have a secret to the user pool.", timeoutSeconds: 60,
    environment: { USER_POOL_ID: pool.userPoolId, PROVIDERS: JSON.stringify(plans) },
    grants: [...bringProviders(pool.arn), ...ends.flatMap(readSecret)], invokers: { renewal: renewal.invoker }, failedEvents: "queue",
  }, site);
  renewal.call(brings);
  const made = new SecretProviders(`${name}s-wanted`, {
    functionName: brings.functionName, codeHash: bundleOf(bundles, code).sha256, wanted: plans, after: [brings, ...Object.values(secrets)],
  }, inside);
  return { names: Object.keys(providers).sort(), ready: [saml, made] };
}

function samlIn(providers: Settings["identity"]["providers"]): Readonly<Record<string, SamlSpec>> {
  return Object.fromEntries(Object.entries(providers).flatMap(([name, spec]) => (spec.kind === "saml" ? [[name, spec] as const] : [])));
}

/** Providers with a secret, and the secrets as their place sees them, each once. */
function secretOnes({ region: { place }, settings: { identity: { providers } } }: FunctionSite, secrets: Shared["secrets"]) {
  const found = Object.entries(providers).flatMap(([name, spec]) => (spec.kind === "saml" ? [] : [{ name, spec, secret: secretOf(spec.secret, secrets) }]));
  const plans: readonly ProviderPlan[] = found.map(({ name, spec, secret }) => providerPlanOf(name, spec, secret.secretName));
  return { plans, ends: [...new Set(found.map(({ secret }) => secret))].map((secret) => secret.endIn(place)) };
}

function secretOf(key: string, secrets: Shared["secrets"]): Shared["secrets"][string] {
  const secret = secrets[key];
  if (secret === undefined) throw new pulumi.RunError(`there is no secret ${key}: want one of ${Object.keys(secrets).join(", ")}`);
  return secret;
}
