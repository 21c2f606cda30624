import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { instanceClassOf } from "./capacity";
import { engine } from "./global-database";
import { type MemberArgs } from "./member-args";
import { buildMonitoring } from "./monitoring";
import { instanceIdentifier, instanceKeys } from "./naming";
import { insightsDays } from "./spec";
import { parameterFamily } from "./versions";

/** A cluster that takes instances. */
export interface InstanceSite {
  readonly args: MemberArgs;
  readonly cluster: aws.rds.Cluster;
  readonly subnets: aws.rds.SubnetGroup;
}

/**
 * Authority of the instances' certificates: the one that every client of PostgreSQL can verify, valid past 2060.
 * Source: Amazon Aurora User Guide, "Using SSL/TLS to encrypt a connection to a DB cluster", certificate authorities.
 */
const certificateAuthority = "rds-ca-rsa2048-g1";

/**
 * Every instance may take over, and in tiers 0 and 1 a serverless one is kept as large as the writer.
 * Source: Amazon Aurora User Guide, "How Aurora Serverless v2 works", promotion tiers.
 */
const promotionTier = 1;

/**
 * Builds the instances of a cluster, one after the other: so a change of class restarts one at a time, and while it does the others serve.
 * Each has its zone, by rank.
 */
export function buildInstances(name: string, site: InstanceSite, parent: pulumi.Resource): aws.rds.ClusterInstance[] {
  const { args } = site;
  const keys = instanceKeys(args.size.instances);
  if (keys.length === 0) return [];
  // Empty, and the instances' own: another group than the one they are born with would cost each a restart.
  const group = new aws.rds.ParameterGroup(name, {
    description: "Instances of one cluster: what the cluster sets", family: parameterFamily(args.spec.engineVersion),
  }, { parent });
  const { role, policy } = buildMonitoring(`${name}-monitoring`, { place: args.place, cluster: args.names.cluster }, parent);
  const built: aws.rds.ClusterInstance[] = [];
  for (const [rank, key] of keys.entries()) {
    const zone = args.zones[rank % args.zones.length];
    built.push(new aws.rds.ClusterInstance(`${name}-${key}`, {
      identifier: instanceIdentifier(args.names, key),
      ...(zone !== undefined && { availabilityZone: zone }),
      dbParameterGroupName: group.name, monitoringRoleArn: role.arn,
      ...common(site),
    }, { parent, dependsOn: [policy, ...built.slice(-1)] }));
  }
  return built;
}

function common({ args, cluster, subnets }: InstanceSite): Omit<aws.rds.ClusterInstanceArgs, "availabilityZone" | "identifier"> {
  const { spec, size, keys } = args;
  return {
    clusterIdentifier: cluster.id,
    engine,
    instanceClass: instanceClassOf(size.capacity),
    dbSubnetGroupName: subnets.name,
    publiclyAccessible: false,
    caCertIdentifier: certificateAuthority,
    promotionTier,
    monitoringInterval: spec.monitoringSeconds,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: keys.databaseArn,
    performanceInsightsRetentionPeriod: insightsDays[spec.insights],
    preferredMaintenanceWindow: spec.windows.maintenance,
    copyTagsToSnapshot: true,
    // AWS ignores it in a global database. Source: Amazon Aurora User Guide, "Limitations of Amazon Aurora global databases".
    autoMinorVersionUpgrade: false,
    applyImmediately: true,
  };
}
