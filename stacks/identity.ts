import type * as pulumi from "@pulumi/pulumi";
import { Firewall } from "../components/firewall";
import {
  Credentials, noTriggers, PoolRecords, RegionalSettings, ResourceServers, SmsSender, UserGroups, UserPool, UserPoolClients,
  writableAttributes, type ClientKey, type EmailSpec, type PersonRole, type Triggers,
} from "../components/identity";
import { identityUses, MultiRegionKey } from "../components/keys";
import { arnOf } from "../components/core/place";
import { type Bundles } from "./bundles";
import { federate } from "./identity-federation";
import { clientSpecsOf, emailSpecOf, poolSpecOf } from "./identity-shape";
import { stackPrefix, tagsOf } from "./providers";
import { type Region } from "./region";
import { firewallSpecOf, type Settings } from "./settings";
import { type Shared } from "./shared";

/** Who may come in, as one place sees it. */
export interface PlaceIdentity {
  /** The same in both places; its first part is the region where the pool was born. */
  readonly userPoolId: pulumi.Output<string>;
  /** The pool as this place answers for it: in this place's region. */
  readonly userPoolArn: pulumi.Output<string>;
  /** URL in the tokens that this place hands out. */
  readonly issuer: pulumi.Output<string>;
  /** The same in both places. */
  readonly clientIds: Readonly<Record<ClientKey, pulumi.Output<string>>>;
  /** Absent where people get no AWS credentials. */
  readonly identityPoolId: pulumi.Output<string> | undefined;
  /** What people are in AWS, in this place. Whoever owns a thing grants it to them. Absent where people get no AWS credentials. */
  readonly roles: { readonly authenticated: PersonRole; readonly groups: Readonly<Record<string, PersonRole>> } | undefined;
}

/** Who may come in, in every place that lets anybody in, by its key. */
export type Identity = Readonly<Record<string, PlaceIdentity>>;

export interface IdentityParts {
  readonly pool: UserPool;
  readonly clientIds: PlaceIdentity["clientIds"];
  readonly places: Identity;
}

/** What the pool works with. */
export interface IdentityArgs {
  readonly settings: Settings;
  readonly bundles: Bundles;
  /** Secrets of the platform, among them those that other providers have given. */
  readonly secrets: Shared["secrets"];
  /** Functions that a place's pool asks, by the place's key. Absent: it asks nobody. */
  readonly triggers?: Readonly<Record<string, Triggers>>;
  /** ARN of the platform's own domain in each place, once SES knows it for the platform's. Absent where the platform sends no e-mails. */
  readonly domains?: Readonly<Record<string, pulumi.Output<string> | undefined>>;
}

/**
 * Builds the user pool in the place where the platform was born, its replica in the other, and in each what belongs to the place alone. Users
 * are data: they stand in both places under every strategy, and whoever is primary changes nothing here.
 */
export function buildIdentity([birth, other]: readonly [Region, Region], args: IdentityArgs): IdentityParts {
  const { settings, triggers = {}, domains = {} } = args;
  const isReplicated = settings.identity.replication === "native";
  const triggersIn = ({ place }: Region): Triggers => triggers[place.key] ?? noTriggers;
  const emailIn = ({ place }: Region): EmailSpec => emailSpecOf(place, settings, domains[place.key]);
  const pool = foundPool([birth, other], settings, { email: emailIn(birth), sms: textsFrom(birth, settings), triggers: triggersIn(birth) });
  const clientIds = admit(birth, pool, args);
  const seen = { clientIds, settings };
  const places: Record<string, PlaceIdentity> = { [birth.place.key]: settle(birth, pool.userPoolId, seen) };
  if (isReplicated) {
    const regional = new RegionalSettings(`${other.place.key}-identity-regional`, {
      userPoolId: pool.userPoolId, replica: pool.replica, plan: settings.identity.plan, email: emailIn(other),
      sms: textsFrom(other, settings), triggers: triggersIn(other), tags: tagsOf(other.place.key, settings),
    }, other.inside);
    places[other.place.key] = settle(other, regional.userPoolId, seen);
  }
  return { pool, clientIds, places };
}

/** How a place's pool sends texts; not at all where settings say so. */
function textsFrom({ place, inside }: Region, { identity: { sms } }: Settings): SmsSender | undefined {
  const originator = sms === "off" ? undefined : sms[place.key];
  return originator === undefined ? undefined : new SmsSender(`${place.key}-identity-sms`, { place, originator, externalId: stackPrefix() }, inside);
}

function foundPool([birth, other]: readonly [Region, Region], settings: Settings, { email, sms, triggers }: { readonly email: EmailSpec; readonly sms: SmsSender | undefined; readonly triggers: Triggers }): UserPool {
  const { identity: { plan, issuer, replication }, protection } = settings;
  const key = plan === "lite" ? undefined : keyIn(birth, settings);
  const copy = key === undefined || replication === "off" ? undefined : keyIn(other, settings, key.arn);
  return new UserPool(`${birth.place.key}-identity-pool`, {
    poolName: stackPrefix(), spec: poolSpecOf(settings), issuer, keyArn: key?.arn,
    email, sms, triggers, deletionProtection: protection,
    replication: copy === undefined ? { kind: "off" }
      : { kind: "native", region: other.place.region, tagsAtBirth: tagsOf(other.place.key, settings), after: [copy] },
  }, { ...birth.inside, protect: protection });
}

/** The key of all users: the one key of the platform that two regions share, since replication asks for it. */
function keyIn({ place, inside }: Region, { keyDeletionDays, protection }: Settings, copyOf?: pulumi.Output<string>): MultiRegionKey {
  return new MultiRegionKey(`${place.key}-identity-key`, {
    place, encrypts: "the users of the platform", uses: identityUses, alias: `${stackPrefix()}-identity`, deletionWindowDays: keyDeletionDays, copyOf,
  }, { ...inside, protect: protection });
}

/** Groups, APIs, other providers and applications of the pool. */
function admit(region: Region, pool: UserPool, { settings, bundles, secrets }: IdentityArgs): PlaceIdentity["clientIds"] {
  const { place, inside } = region;
  const { identity } = settings;
  const { userPoolId } = pool;
  const name = `${place.key}-identity`;
  new UserGroups(`${name}-group`, { userPoolId, groups: identity.groups }, inside);
  const servers = new ResourceServers(`${name}-api`, { userPoolId, servers: identity.resourceServers }, inside);
  const vouchers = federate({ region, bundles, settings }, pool, secrets);
  return new UserPoolClients(`${name}-client`, {
    userPoolId, clients: clientSpecsOf(settings), plan: identity.plan, tokens: identity.tokens,
    providers: vouchers.names, handsOverPasswords: settings.triggers.migration !== "off", writable: writableAttributes(identity), after: [servers, ...vouchers.ready],
  }, inside).clientIds;
}

interface Seen {
  readonly clientIds: PlaceIdentity["clientIds"];
  readonly settings: Settings;
}

/** What a place has of its own before the pool: what it turns away, what it records, and what people may do in AWS. */
function settle(region: Region, userPoolId: pulumi.Output<string>, { clientIds, settings }: Seen): PlaceIdentity {
  const { place, inside, keys } = region;
  const { identity, firewall } = settings;
  const userPoolArn = userPoolId.apply((id) => arnOf(place, "cognito-idp", `userpool/${id}`));
  new Firewall(`${place.key}-identity-firewall`, {
    // Nothing of a request to Cognito but its headers, its path and its sender is shown to WAF, so there is no SQL and no body to look at.
    place, spec: { ...firewallSpecOf(firewall), sqlInjection: false, rate: identity.rate, abuse: undefined, largeBodyPaths: [] },
    logsKeyArn: keys.arnOf("logs"), protects: { pool: userPoolArn },
  }, inside);
  new PoolRecords(`${place.key}-identity-records`, {
    place, userPoolId, plan: identity.plan, logName: `cognito/${stackPrefix()}`, logsKeyArn: keys.arnOf("logs"), retentionDays: identity.logRetentionDays,
  }, inside);
  const credentials = identity.credentials === "off" ? undefined : new Credentials(`${place.key}-identity-people`, {
    place, poolName: `${stackPrefix()}-${place.key}`, userPoolId, clientIds, groups: identity.groups, guests: identity.credentials.guests,
  }, inside);
  return {
    userPoolId, userPoolArn, clientIds, issuer: issuerOf(userPoolId, region, settings),
    identityPoolId: credentials?.identityPoolId,
    roles: credentials === undefined ? undefined : { authenticated: credentials.authenticated, groups: credentials.groups },
  };
}

/** Source: Amazon Cognito Developer Guide, "Amazon Cognito user pools as an OIDC issuer". */
function issuerOf(userPoolId: pulumi.Output<string>, { place }: Region, { identity: { issuer }, places: [birth] }: Settings): pulumi.Output<string> {
  const host = issuer === "updated" ? `issuer-cognito-idp.${birth.region}` : `cognito-idp.${place.region}`;
  return userPoolId.apply((id) => `https://${host}.amazonaws.com/${id}`);
}
