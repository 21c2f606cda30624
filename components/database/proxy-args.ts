import type * as pulumi from "@pulumi/pulumi";
import { logRetentionProblems } from "../core/log-retention";
import { nameProblems } from "../core/names";
import { type Place } from "../core/place";
import { databaseNameProblems, type DatabaseNames } from "./naming";

/** What a proxy has to know of the cluster behind it: a member of the database. */
export interface ProxiedCluster {
  readonly clusterIdentifier: pulumi.Input<string>;
  readonly clusterResourceId: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly instances: readonly pulumi.Resource[];
}

/** How connections are shared. */
export interface Pool {
  /** Share of the connections that an instance takes which the proxy may hold, 1 to 100. */
  readonly maxConnectionsPercent: number;
  /** Share of them that it keeps open while nobody uses them, 0 up to the other. */
  readonly maxIdleConnectionsPercent: number;
  /** Seconds that a client waits for a connection when all are busy, 0 to 300. */
  readonly borrowSeconds: number;
  /** Seconds of silence after which a client is let go, 1 to 28800. */
  readonly idleClientSeconds: number;
}

export interface ProxyArgs {
  readonly place: Place;
  readonly names: DatabaseNames;
  readonly cluster: ProxiedCluster;
  readonly network: { readonly vpcId: pulumi.Input<string>; readonly isolatedSubnetIds: pulumi.Input<pulumi.Input<string>[]> };
  /** Users of the database that may come through. Each signs in with IAM, to the proxy and from there to the cluster. */
  readonly users: readonly string[];
  readonly pool: Pool;
  /** Key of the place's log groups, and days out of those that CloudWatch Logs knows. */
  readonly logs: { readonly keyArn: pulumi.Input<string>; readonly retentionDays: number };
}

/**
 * Bounds of a pool. Source: RDS API, `ConnectionPoolConfiguration`, and Amazon Aurora User Guide, "RDS Proxy connection
 * considerations", idle client timeout of up to 8 hours.
 */
const bounds = {
  maxConnectionsPercent: [1, 100], maxIdleConnectionsPercent: [0, 100], borrowSeconds: [0, 300], idleClientSeconds: [1, 28_800],
} as const satisfies Record<keyof Pool, readonly [number, number]>;

/** What is wrong with a pool, one sentence each. */
export function poolProblems(pool: Pool): string[] {
  const fields = ["maxConnectionsPercent", "maxIdleConnectionsPercent", "borrowSeconds", "idleClientSeconds"] as const;
  return [
    ...fields.filter((field) => !within(pool[field], bounds[field]))
      .map((field) => `pool.${field} is ${pool[field]}: want a whole number from ${bounds[field].join(" to ")}`),
    ...(pool.maxIdleConnectionsPercent <= pool.maxConnectionsPercent ? [] : [
      `pool.maxIdleConnectionsPercent is ${pool.maxIdleConnectionsPercent}: want ${pool.maxConnectionsPercent} at most, as maxConnectionsPercent`,
    ]),
  ];
}

/** What is wrong with the arguments, one sentence each. */
export function proxyProblems(name: string, args: ProxyArgs): string[] {
  return [
    ...nameProblems("iamRole", name),
    ...databaseNameProblems(args.names),
    ...(args.cluster.instances.length > 0 ? [] : ["the cluster has no instance: want one before a proxy, which has nobody to connect to"]),
    ...(args.users.length > 0 ? [] : ["users is empty: want the users of the database that come through the proxy, such as app"]),
    ...args.users.filter((user) => !/^[a-z_][a-z0-9_]{0,62}$/.test(user))
      .map((user) => `user "${user}" is no user of PostgreSQL: want lower-case letters, digits and underscores, and no digit first`),
    ...poolProblems(args.pool),
    ...logRetentionProblems("logs.retentionDays", args.logs.retentionDays),
  ];
}

function within(value: number, [least, most]: readonly [number, number]): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
