import type * as pulumi from "@pulumi/pulumi";
import { type BuiltRegion, type Platform } from "./platform";
import { minutesOf, spansOf, type Span } from "./promise";
import { fitSecondsOf } from "./readiness";
import { type Settings } from "./settings";
import { type Role } from "../components/core/place";

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
  readonly services: Readonly<Record<string, ServiceOutputs>>;
}

export interface PlaceOutputs {
  readonly region: string;
  readonly role: Role;
  /** ARN of each key by purpose. Parameters and secrets of the services go under `secrets`. */
  readonly keyArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Absent where nothing runs in the place. */
  readonly runtime?: RuntimeOutputs;
}

/** Names, types and units of the stack's outputs: what operators and other programs may rely on. */
export interface PlatformOutputs {
  /** Key of the place that is active today. */
  readonly primary: string;
  /** How many times a place has become active. */
  readonly epoch: number;
  /** Public address of each service, by service. */
  readonly urls: Readonly<Record<string, string>>;
  /** Servers that the parent domain must delegate to; absent when the hosted zone was given. */
  readonly nameServers?: pulumi.Output<string[]>;
  readonly places: Readonly<Record<string, PlaceOutputs>>;
  /** Longest outage that is promised when a region is lost, the one that adds up, and its spans in seconds. */
  readonly recovery: { readonly strategy: string; readonly promisedMinutes: number; readonly computedMinutes: number; readonly spans: readonly Span[] };
}

/** What the stack tells its operators. */
export function outputsOf(platform: Platform, settings: Settings): PlatformOutputs {
  const { recovery, services, domain, primary, epoch } = settings;
  const spans = spansOf(recovery, fitSecondsOf(services));
  const { nameServers } = platform.global.zone;
  return {
    primary,
    epoch,
    urls: Object.fromEntries(Object.entries(services).map(([key, { route }]) => [key, `https://${route.host}.${domain.zone}`])),
    ...(nameServers !== undefined && { nameServers }),
    places: Object.fromEntries(platform.regions.map((built) => [built.region.place.key, placeOutputs(built, platform)])),
    recovery: { strategy: recovery.strategy, promisedMinutes: recovery.rtoMinutes, computedMinutes: minutesOf(spans), spans },
  };
}

function placeOutputs({ region, runtime }: BuiltRegion, { failover }: Platform): PlaceOutputs {
  const { place, keys } = region;
  const common = { region: place.region, role: place.role, keyArns: keys.keyArns };
  if (runtime === undefined) return common;
  return {
    ...common,
    runtime: {
      vpcId: runtime.network.vpcId,
      clusterName: runtime.cluster.clusterName,
      balancerDnsName: runtime.balancer.dnsName,
      originName: failover.originNames[place.key],
      roleCheckId: failover.roleCheckIds[place.key],
      services: Object.fromEntries(Object.entries(runtime.services).map(([key, { serviceName, logGroupName, taskRoleArn }]) =>
        [key, { serviceName, logGroupName, taskRoleArn }])),
    },
  };
}
