import type { Place, Role } from "../../../components/core/place";
import {
  databaseNames, GlobalDatabase, Master, Member, Proxy, type DatabaseSpec, type MemberArgs, type MemberSize, type ProxyArgs,
} from "../../../components/database";
import type * as pulumi from "@pulumi/pulumi";
import { record, type Nodes } from "../../support/record";
import type { MoreAnswers } from "../../support/legible-answers";

export const birthPlace: Place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
export const otherPlace: Place = { key: "usw2", region: "us-west-2", account: "111122223333", partition: "aws" };

export const names = { use2: databaseNames("shop-prod", "use2"), usw2: databaseNames("shop-prod", "usw2") };

export const spec: DatabaseSpec = {
  engineVersion: "17.7", databaseName: "shop", storage: "standard", insights: "standard", monitoringSeconds: 30,
  backupRetentionDays: 14, windows: { backup: "03:00-03:30", maintenance: "sun:05:00-sun:05:30" }, logRetentionDays: 30,
};

const pool = { maxConnectionsPercent: 90, maxIdleConnectionsPercent: 50, borrowSeconds: 10, idleClientSeconds: 900 };

export const sizes: Readonly<Record<Role, MemberSize>> = {
  primary: { instances: 2, capacity: { kind: "serverless", minAcu: 8, maxAcu: 64 } },
  standby: { instances: 2, capacity: { kind: "serverless", minAcu: 2, maxAcu: 64 } },
};

export const zonesOf = ({ region }: Place): string[] => ["a", "b", "c"].map((letter) => `${region}${letter}`);

export const networkOf = ({ key }: Place): MemberArgs["network"] =>
  ({ vpcId: `${key}-vpc`, isolatedSubnetIds: ["a", "b", "c"].map((letter) => `${key}-subnet-${letter}`) });

export const keysOf = ({ key }: Place): MemberArgs["keys"] => ({ databaseArn: `arn:${key}:database-key`, logsArn: `arn:${key}:logs-key` });

export function seedArgs(change: Partial<MemberArgs> = {}): MemberArgs {
  return {
    place: birthPlace, names: names.use2, globalClusterIdentifier: "shop-prod", birth: { kind: "seed", password: "first-password" },
    spec, size: sizes.primary, zones: zonesOf(birthPlace), network: networkOf(birthPlace), keys: keysOf(birthPlace), protection: true,
    ...change,
  };
}

export function proxyArgs(change: Partial<ProxyArgs> = {}): Omit<ProxyArgs, "cluster"> & { cluster: Omit<ProxyArgs["cluster"], "instances"> } {
  return {
    place: birthPlace, names: names.use2,
    cluster: { clusterIdentifier: "shop-prod-use2", clusterResourceId: "cluster-ABC", securityGroupId: "database-group" },
    network: networkOf(birthPlace), users: ["app", "reports"], pool, logs: { keyArn: "arn:use2:logs-key", retentionDays: 30 },
    ...change,
  };
}

/** Outputs of RDS that carry no meaning of their own, by their names. */
export const rdsAnswers: MoreAnswers = (type, name) => {
  const texts = type.startsWith("aws:rds/") ? ["clusterResourceId", "endpoint", "readerEndpoint", "name", "clusterIdentifier", "globalClusterIdentifier"] : [];
  return {
    ...Object.fromEntries(texts.map((key) => [key, `${name}-${key}`])),
    ...(type === "random:index/randomId:RandomId" && { hex: "0a1b2c3d" }),
    ...(type === "random:index/randomPassword:RandomPassword" && { result: "drawn-password" }),
  };
};

/** The database of a platform in both places, with its proxies: what the stack composes. */
export async function platform(primary: string, size: Readonly<Record<Role, MemberSize>> = sizes): Promise<Nodes> {
  const { graph } = await record((opts) => compose(primary, size, opts), rdsAnswers);
  return graph;
}

function compose(primary: string, size: Readonly<Record<Role, MemberSize>>, opts: pulumi.ComponentResourceOptions): void {
  const protection = true;
  const roleOf = ({ key }: Place): Role => (key === primary ? "primary" : "standby");
  const global = new GlobalDatabase("global-database", { names: names.use2, spec, protection }, opts);
  const master = new Master("use2-database-master", {
    names: names.use2, databaseName: spec.databaseName, keyArn: "arn:use2:secrets-key",
    replica: { region: "us-west-2", keyArn: "arn:usw2:secrets-key" }, protection,
  }, opts);
  const shared = { globalClusterIdentifier: global.identifier, spec, protection };
  const seed = new Member("use2-database", {
    ...shared, place: birthPlace, names: names.use2, birth: { kind: "seed", password: master.password }, size: size[roleOf(birthPlace)],
    zones: zonesOf(birthPlace), network: networkOf(birthPlace), keys: keysOf(birthPlace),
  }, opts);
  const other = new Member("usw2-database", {
    ...shared, place: otherPlace, names: names.usw2, birth: { kind: "joins", from: birthPlace.region, after: seed.instances }, size: size[roleOf(otherPlace)],
    zones: zonesOf(otherPlace), network: networkOf(otherPlace), keys: keysOf(otherPlace),
  }, opts);
  for (const [place, member] of [[birthPlace, seed], [otherPlace, other]] as const) {
    if (member.instances.length === 0) continue;
    new Proxy(`${place.key}-database-proxy`, {
      ...proxyArgs({ place, names: place.key === "use2" ? names.use2 : names.usw2, network: networkOf(place) }), cluster: member,
    }, opts);
  }
}
