import type * as pulumi from "@pulumi/pulumi";
import { Firewall } from "../components/firewall";
import { type Keys } from "../components/keys";
import { Network } from "../components/network";
import { Balancer, Cluster, Service } from "../components/service";
import { type PlaceToday } from "./places";
import { partsMovedBySwap, tasksOf, type Posture } from "./posture";
import { hostsOf } from "./public-names";
import { entranceFirewallOf, specOf, type ServiceSettings, type Settings } from "./settings";
import { balancerPrefix } from "./stores";
import { bindingsOf, grantsOf, type Provisions } from "./uses";

/** What runs in a place, and what leads to it. */
export interface Runtime {
  readonly network: Network;
  readonly balancer: Balancer;
  readonly cluster: Cluster;
  readonly services: Readonly<Record<string, Service>>;
  /** Issued certificate that holds every name the place answers to. */
  readonly certificateArn: pulumi.Output<string>;
}

/** Keys that every place has. */
export const purposes = ["backup", "compute", "database", "executions", "functions", "intake", "logs", "messages", "secrets", "storage", "tables"] as const;
export type PlaceKeys = Keys<(typeof purposes)[number]>;

export interface RuntimeArgs {
  readonly settings: Settings;
  readonly posture: Posture;
  readonly keys: PlaceKeys;
  /** Who hears the alarms of services. */
  readonly operatorsTopicArn: pulumi.Output<string>;
  readonly network: Network;
  /** Bucket that keeps the record of requests. */
  readonly logBucketName: pulumi.Output<string>;
  /** Issued certificate of the place. */
  readonly certificateArn: pulumi.Output<string>;
  /** Data that services may be given. */
  readonly provisions: Provisions;
}

/** A client of a lost region comes back to DNS within a minute: its connection lives no longer. */
const connection = { clientKeepAliveSeconds: 60, idleSeconds: 60 } as const;

/** Builds the network of a place. */
export function buildNetwork(place: PlaceToday, { settings, keys }: Pick<RuntimeArgs, "keys" | "settings">, opts: pulumi.ComponentResourceOptions): Network {
  return new Network(`${place.key}-network`, {
    place, cidr: place.cidr, zones: place.zones, nat: settings.network.nat, interfaceEndpoints: settings.network.interfaceEndpoints,
    flowLogs: { keyArn: keys.arnOf("logs"), retentionDays: settings.auditLogDays },
  }, opts);
}

/** Builds the entrance of a place and every service behind it. */
export function buildRuntime(place: PlaceToday, args: RuntimeArgs, opts: pulumi.ComponentResourceOptions): Runtime {
  const { settings, keys, network } = args;
  const balancer = openEntrance(place, args, opts);
  const cluster = new Cluster(`${place.key}-cluster`, {
    keys: { logsArn: keys.arnOf("logs"), sessionsArn: keys.arnOf("compute"), taskStorageArn: keys.arnOf("compute") },
    sessionLogRetentionDays: settings.auditLogDays,
    insightsLogRetentionDays: settings.auditLogDays,
    spot: false,
  }, opts);
  const services = Object.fromEntries(Object.entries(settings.services).map(([key, service]) =>
    [key, runService({ key, service }, { place, ...args, balancer, cluster }, opts)] as const));
  return { network, balancer, cluster, services, certificateArn: args.certificateArn };
}

/** The public entrance: the load balancer, what it turns away, and where it keeps its record. */
function openEntrance(place: PlaceToday, args: RuntimeArgs, opts: pulumi.ComponentResourceOptions): Balancer {
  const { settings, network, keys } = args;
  const balancer = new Balancer(`${place.key}-balancer`, {
    vpcId: network.vpcId, publicSubnetIds: network.publicSubnetIds, certificateArn: args.certificateArn,
    logs: { bucketName: args.logBucketName, prefix: balancerPrefix }, deletionProtection: isGuarded(settings), ...connection,
  }, opts);
  new Firewall(`${place.key}-firewall`, {
    place, spec: entranceFirewallOf(settings.firewall), logsKeyArn: keys.arnOf("logs"), protects: { balancer: balancer.arn },
  }, opts);
  return balancer;
}

/**
 * Whether what runs in a place refuses deletion. Not where a role swap takes it down: a protected resource would stop the very
 * deployment that builds the new primary.
 */
function isGuarded({ protection, recovery }: Settings): boolean {
  return protection && partsMovedBySwap(recovery.strategy).length === 0;
}

type ServiceSite = RuntimeArgs & { readonly place: PlaceToday; readonly balancer: Balancer; readonly cluster: Cluster };

function runService({ key, service }: { key: string; service: ServiceSettings }, site: ServiceSite, opts: pulumi.ComponentResourceOptions): Service {
  const { place, settings, posture, keys, network, balancer, cluster, provisions } = site;
  return new Service(`${place.key}-service-${key}`, {
    place,
    cluster: { arn: cluster.arn, name: cluster.clusterName, ready: cluster.ready, exec: { logGroupArn: cluster.sessionLogGroupArn, keyArn: keys.arnOf("compute") } },
    network: {
      vpcId: network.vpcId, privateSubnetIds: network.privateSubnetIds, endpointsSecurityGroupId: network.endpointsSecurityGroupId,
      ready: network.ready,
      prefixListIds: { s3: network.s3PrefixListId, dynamodb: network.dynamodbPrefixListId },
    },
    balancer,
    spec: specOf(service),
    tasks: { ...tasksOf(posture, service.tasks, settings.recovery.standbyCapacityPercent), schedules: posture.tasks === "full" ? "running" : "suspended" },
    keys: { logsArn: keys.arnOf("logs"), secretsArn: keys.arnOf("secrets") },
    hosts: hostsOf(key, place.key, settings),
    grants: grantsOf(service.uses, provisions),
    bindings: bindingsOf(service.uses, provisions),
    alarmActionArns: [site.operatorsTopicArn],
  }, opts);
}
