import * as pulumi from "@pulumi/pulumi";
import { type Role } from "../components/core/place";
import { type Failover } from "../components/failover";
import { apiUrlOf } from "./api";
import { clientConfigOf, type ClientConfig } from "./client-config";
import { type PlaceDatabase } from "./database";
import { type PlacePeople } from "./failover-people";
import { type BuiltRegion, type Platform } from "./platform";
import { minutesOf, spansOf, type Span } from "./promise";
import { fitSecondsOf, recoveryOf } from "./readiness";
import { type Runtime } from "./runtime";
import { type Settings } from "./settings";
import { mapValues, type Shared } from "./shared";
import { type PlaceStores } from "./stores";
import { type PlaceSync } from "./sync";

/** One service of a place, as an operator asks AWS for it. */
export interface ServiceOutputs {
  readonly serviceName: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  readonly taskRoleArn: pulumi.Output<string>;
}

/** What runs in a place. */
export interface RuntimeOutputs {
  readonly vpcId: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  /** Name of the load balancer itself. It answers 404: requests go by the public names or by `originName`. */
  readonly balancerDnsName: pulumi.Output<string>;
  /** Name that leads to this place, whatever its role. */
  readonly originName: string | undefined;
  /** Health check that says whether the place can write. */
  readonly roleCheckId: pulumi.Output<string> | undefined;
  /** Health check that decides whether public names lead to the place. */
  readonly checkId: pulumi.Output<string> | undefined;
  readonly services: Readonly<Record<string, ServiceOutputs>>;
}

/** A place's API. */
export interface ApiOutputs {
  readonly restApiId: pulumi.Output<string>;
  /** Name that leads to this place alone: connect to it, and ask for the public one. */
  readonly regionalName: pulumi.Output<string>;
}

/** What a place keeps, whether or not anything runs there. */
export interface DataOutputs {
  readonly archiveBucketName: pulumi.Output<string>;
  readonly uploadsBucketName: pulumi.Output<string>;
  readonly contentBucketName: pulumi.Output<string>;
  /** Requests to the load balancer and to the other buckets. */
  readonly logBucketName: pulumi.Output<string>;
  readonly vaultName: pulumi.Output<string>;
  /** The same in both places. */
  readonly tableNames: Readonly<Record<string, string>>;
  readonly secretNames: Readonly<Record<string, string>>;
}

/** A place's share of the database. */
export interface DatabaseOutputs {
  /** What a failover names the database by. */
  readonly globalClusterIdentifier: pulumi.Output<string>;
  readonly clusterArn: pulumi.Output<string>;
  readonly masterSecretName: string;
  /** Leads to the place's writer, when it has one. Absent where no instance stands. */
  readonly proxyEndpoint?: pulumi.Output<string>;
  /** Absent with a single instance. */
  readonly proxyReadEndpoint?: pulumi.Output<string>;
}

export interface PlaceOutputs {
  readonly region: string;
  readonly role: Role;
  /** ARN of each key by purpose. Parameters and secrets of the services go under `secrets`. */
  readonly keyArns: Readonly<Record<string, pulumi.Output<string>>>;
  readonly data: DataOutputs;
  /** Absent where no share of it stands. */
  readonly database?: DatabaseOutputs;
  /** Where devices keep records in step. Absent where nothing serves. */
  readonly sync?: PlaceSync;
  /** Absent where nothing runs in the place. */
  readonly runtime?: RuntimeOutputs;
  /** Absent where nothing runs in the place. */
  readonly api?: ApiOutputs;
  /** Roles that people take up to activate the place. Absent where it cannot be activated. */
  readonly people?: PlacePeople;
}

/** Names, types and units of the stack's outputs: what operators and other programs may rely on. */
export interface PlatformOutputs {
  /** Key of the place that is active today. */
  readonly primary: string;
  /** How many times a place has become active. */
  readonly epoch: number;
  /** Public address of each service, by service. */
  readonly urls: Readonly<Record<string, string>>;
  /** Address of the API; `docs/reference/api.json` describes what it takes. */
  readonly apiUrl: string;
  /** Servers that the parent domain must delegate to; absent when the hosted zone was given. */
  readonly nameServers?: pulumi.Output<string[]>;
  readonly places: Readonly<Record<string, PlaceOutputs>>;
  /** What applications are set up with, in each place; `npm run client-config` prints it. */
  readonly clientConfig: pulumi.Output<ClientConfig>;
  /** Longest outage that is promised when a region is lost, the one that adds up, and its spans in seconds. */
  readonly recovery: { readonly strategy: string; readonly promisedMinutes: number; readonly computedMinutes: number; readonly spans: readonly Span[] };
}

/** What the stack tells its operators. */
export function outputsOf(platform: Platform, settings: Settings): PlatformOutputs {
  const { services, domain, primary, epoch } = settings;
  const recovery = recoveryOf(settings);
  const spans = spansOf(recovery, fitSecondsOf(services));
  const { nameServers } = platform.global.zone;
  return {
    primary,
    epoch,
    urls: Object.fromEntries(Object.entries(services).map(([key, { route }]) => [key, `https://${route.host}.${domain.zone}`])),
    apiUrl: apiUrlOf(settings),
    ...(nameServers !== undefined && { nameServers }),
    places: Object.fromEntries(platform.regions.map((built) => [built.region.place.key, placeOutputs(built, platform)])),
    clientConfig: clientConfig(platform, settings),
    recovery: { strategy: recovery.strategy, promisedMinutes: recovery.rtoMinutes, computedMinutes: minutesOf(spans), spans },
  };
}

function clientConfig({ identity, regions }: Platform, settings: Settings): pulumi.Output<ClientConfig> {
  const facts = mapValues(identity.places, (place, { userPoolId, identityPoolId, clientIds: { web, ios, android } }) => {
    const built = regions.find(({ region }) => region.place.key === place);
    return { userPoolId, identityPoolId, clientIds: { web, ios, android }, graphqlUrl: built?.sync?.graphqlUrl, apiUrl: built?.api?.url };
  });
  return pulumi.output(facts).apply((known) => clientConfigOf(known, settings));
}

function placeOutputs(built: BuiltRegion, { failover, shared, people: { [built.region.place.key]: people } }: Platform): PlaceOutputs {
  const { region: { place, keys }, stores, database, sync, runtime, api } = built;
  return {
    region: place.region, role: place.role, keyArns: keys.keyArns,
    data: dataOutputs(stores, shared),
    ...(database !== undefined && { database: databaseOutputs(database) }),
    ...(sync !== undefined && { sync }),
    ...(api !== undefined && { api: { restApiId: api.restApiId, regionalName: api.target.dnsName } }),
    ...(runtime !== undefined && { runtime: runtimeOutputs(runtime, place.key, failover) }),
    ...(people !== undefined && { people }),
  };
}

function dataOutputs({ archive, content, uploads, logs, vault }: PlaceStores, { tables, secrets }: Shared): DataOutputs {
  return {
    archiveBucketName: archive.bucketName, uploadsBucketName: uploads.bucketName, contentBucketName: content.bucketName, logBucketName: logs.bucketName, vaultName: vault.vaultName,
    tableNames: mapValues(tables, (_, { tableName }) => tableName), secretNames: mapValues(secrets, (_, { secretName }) => secretName),
  };
}

function databaseOutputs({ globalIdentifier, masterSecretName, member, proxy }: PlaceDatabase): DatabaseOutputs {
  return {
    globalClusterIdentifier: globalIdentifier, clusterArn: member.clusterArn, masterSecretName,
    ...(proxy !== undefined && { proxyEndpoint: proxy.endpoint }),
    ...(proxy?.readEndpoint !== undefined && { proxyReadEndpoint: proxy.readEndpoint }),
  };
}

function runtimeOutputs({ network, cluster, balancer, services }: Runtime, place: string, failover: Failover): RuntimeOutputs {
  return {
    vpcId: network.vpcId, clusterName: cluster.clusterName, balancerDnsName: balancer.dnsName,
    originName: failover.originNames[place], roleCheckId: failover.roleCheckIds[place], checkId: failover.checkIds[place],
    services: mapValues(services, (_, { serviceName, logGroupName, taskRoleArn }) => ({ serviceName, logGroupName, taskRoleArn })),
  };
}
