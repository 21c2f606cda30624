import type * as pulumi from "@pulumi/pulumi";
import { AccountLogging, Api, Signers, stageName, type OpenApi } from "../components/api";
import { Firewall } from "../components/firewall";
import { UsageStream } from "../components/usage";
import { documentOf } from "../functions/api/document";
import { buildApiFunctions, type ApiSite } from "./api-functions";
import { checkUploads, eraseAccounts } from "./api-workers";
import { type PlaceIdentity } from "./identity";
import { fqdnOf } from "./public-names";
import { firewallSpecOf, type Settings } from "./settings";
import { type PlaceTokens } from "./tokens";

/** Where the apps of a place's users ask for things. */
export interface PlaceApi {
  /** The same in both places: the name leads to the one that can write. */
  readonly url: string;
  readonly domainName: string;
  readonly restApiId: pulumi.Output<string>;
  /** What the public name is an alias of, in this place. */
  readonly target: { readonly dnsName: pulumi.Output<string>; readonly zoneId: pulumi.Output<string> };
}

export interface ApiArgs extends Omit<ApiSite, "usage"> {
  /** Issued certificate of the place, which holds the API's name. */
  readonly certificateArn: pulumi.Output<string>;
  readonly tokens: PlaceTokens;
  /** Absent where people get no AWS credentials: signatures then let nobody in. */
  readonly roles: PlaceIdentity["roles"];
}

/** First part of every path: another one leads to another version, for as long as apps ask for this one. */
const basePath = "v1";

/** Address of the API, in every place the same. */
export function apiUrlOf({ api, domain }: Pick<Settings, "api" | "domain">): string {
  return `https://${fqdnOf(api.host, domain)}/${basePath}`;
}

/** Builds the API of a place with everything behind it, and what works off what it takes in. */
export function buildApi(args: ApiArgs): PlaceApi {
  const { region: { place, keys, inside, operators }, settings } = args;
  const alarmActionArns = [operators.arn];
  const usage = new UsageStream(`${place.key}-usage`, { keyArn: keys.arnOf("intake"), retentionHours: settings.usage.retentionHours, alarmActionArns }, inside);
  const site = { ...args, usage };
  const described = openApiOf(settings);
  const api = openApi(args, { described, functions: buildApiFunctions(site) });
  checkUploads(site);
  eraseAccounts(site);
  new Firewall(`${place.key}-api-firewall`, { place, spec: apiFirewall(settings), logsKeyArn: keys.arnOf("logs"), protects: { api: api.stageArn } }, inside);
  const { roles } = args;
  if (roles !== undefined) new Signers(`${place.key}-api-signed`, {
    api: { executionArn: api.executionArn, stage: stageName, document: described }, roleNames: namesOf({ everybody: roles.authenticated, ...roles.groups }),
  }, inside);
  return { url: apiUrlOf(settings), domainName: fqdnOf(settings.api.host, settings.domain), restApiId: api.restApiId, target: api.target };
}

function openApi(args: ApiArgs, { described, functions }: { readonly described: OpenApi; readonly functions: ReturnType<typeof buildApiFunctions> }): Api {
  const { region: { place, keys, inside, operators }, settings, tokens, certificateArn } = args;
  const allowed = settings.api.accountLogging === "this-stack" ? [new AccountLogging(`${place.key}-api-logging`, { place }, inside)] : [];
  return new Api(`${place.key}-api`, {
    place, document: described, functions, authorizer: { arn: tokens.authorizerArn, functionName: tokens.authorizerName },
    domain: { name: fqdnOf(settings.api.host, settings.domain), basePath, certificateArn }, webOrigin: settings.api.webOrigin, throttle: settings.api.throttle,
    logs: { keyArn: keys.arnOf("logs"), retentionDays: settings.api.logRetentionDays, allowed }, alarmActionArns: [operators.arn],
  }, inside);
}

function namesOf(roles: Readonly<Record<string, { readonly name: pulumi.Input<string> }>>): Readonly<Record<string, pulumi.Input<string>>> {
  return Object.fromEntries(Object.entries(roles).map(([key, { name }]) => [key, name]));
}

/** The published document, as the API takes it. */
export function openApiOf(settings: Pick<Settings, "api" | "domain">): OpenApi {
  return documentOf({ url: apiUrlOf(settings), title: `API of ${settings.domain.zone}` });
}

/** The stack's firewall as it suits this API: batches of events are large, no SQL lies behind it, no checker of Route 53 asks for it, and an app can solve no puzzle. */
export function apiFirewall(settings: Settings) {
  const paths = ["/events", "/signed/events"];
  return {
    ...firewallSpecOf(settings.firewall), sqlInjection: false, abuse: undefined,
    // WAF may see a path with its first part or without it: AWS does not say.
    largeBodyPaths: [...paths, ...paths.map((path) => `/${basePath}${path}`)],
  };
}
