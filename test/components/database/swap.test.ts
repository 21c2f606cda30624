import assert from "node:assert/strict";
import type { Role } from "../../../components/core/place";
import type { MemberSize } from "../../../components/database";
import { changes } from "../../support/record";
import { platform, sizes } from "./fixture";

const cluster = "aws:rds/cluster:Cluster";
const instance = "aws:rds/clusterInstance:ClusterInstance";

describe("a role swap of the database", () => {
  it("changes the bounds of the two clusters, and nothing else at all", async () => {
    assert.deepEqual(changes(await platform("use2"), await platform("usw2")), [
      "update aws:rds/cluster:Cluster use2-database: serverlessv2ScalingConfiguration",
      "update aws:rds/cluster:Cluster usw2-database: serverlessv2ScalingConfiguration",
    ]);
  });

  it("changes the class of the instances, where they have one", async () => {
    const provisioned = (instanceClass: string): MemberSize => ({ instances: 2, capacity: { kind: "provisioned", instanceClass } });
    const classes: Record<Role, MemberSize> = { primary: provisioned("db.r8g.2xlarge"), standby: provisioned("db.r8g.large") };
    assert.deepEqual(changes(await platform("use2", classes), await platform("usw2", classes)), [
      "update aws:rds/clusterInstance:ClusterInstance use2-database-a: instanceClass",
      "update aws:rds/clusterInstance:ClusterInstance use2-database-b: instanceClass",
      "update aws:rds/clusterInstance:ClusterInstance usw2-database-a: instanceClass",
      "update aws:rds/clusterInstance:ClusterInstance usw2-database-b: instanceClass",
    ]);
  });

  it("does nothing where both places have one size", async () => {
    const same = { primary: sizes.primary, standby: sizes.primary };
    assert.deepEqual(changes(await platform("use2", same), await platform("usw2", same)), []);
  });

  it("after a real failover leaves every cluster its membership, and sends nothing that Aurora decides", async () => {
    for (const primary of ["use2", "usw2"]) {
      const graph = await platform(primary);
      const clusters = graph.ofType(cluster).map(({ name, inputs, state }) => ({
        name, membership: inputs["globalClusterIdentifier"], user: inputs["masterUsername"] ?? "none", database: inputs["databaseName"] ?? "none",
        source: inputs["replicationSourceIdentifier"] ?? "none", left: state.ignoreChanges,
      }));
      const left = [
        "availabilityZones", "databaseName", "engineVersion", "globalClusterIdentifier", "masterPassword", "masterPasswordWo",
        "masterPasswordWoVersion", "masterUsername", "replicationSourceIdentifier", "sourceRegion",
      ];
      const membership = "global-database-globalClusterIdentifier";
      assert.deepEqual(clusters, [
        { name: "use2-database", membership, user: "master", database: "shop", source: "none", left },
        { name: "usw2-database", membership, user: "none", database: "none", source: "none", left },
      ]);
    }
  });

  it("builds what takes over, and takes down the same, where the standby had storage alone", async () => {
    const headless: Record<Role, MemberSize> = { primary: sizes.primary, standby: { ...sizes.standby, instances: 0 } };
    const parts = (place: string): string[] => [
      `aws:cloudwatch/logGroup:LogGroup ${place}-database-proxy`,
      `aws:ec2/securityGroup:SecurityGroup ${place}-database-proxy`,
      `aws:iam/role:Role ${place}-database-monitoring`, `aws:iam/role:Role ${place}-database-proxy`,
      `aws:iam/rolePolicy:RolePolicy ${place}-database-monitoring`, `aws:iam/rolePolicy:RolePolicy ${place}-database-proxy`,
      `${instance} ${place}-database-a`, `${instance} ${place}-database-b`,
      `aws:rds/parameterGroup:ParameterGroup ${place}-database`,
      `aws:rds/proxy:Proxy ${place}-database-proxy`,
      `aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup ${place}-database-proxy`,
      `aws:rds/proxyEndpoint:ProxyEndpoint ${place}-database-proxy-reads`,
      `aws:rds/proxyTarget:ProxyTarget ${place}-database-proxy`,
      `aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule ${place}-database-proxy-cluster-out`,
      `aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule ${place}-database-proxy-cluster-in`,
      `understudy:database:Proxy ${place}-database-proxy`,
    ];
    assert.deepEqual(changes(await platform("use2", headless), await platform("usw2", headless)), [
      ...parts("usw2").map((part) => `create ${part}`), ...parts("use2").map((part) => `delete ${part}`),
      ...["use2", "usw2"].map((place) => `update ${cluster} ${place}-database: serverlessv2ScalingConfiguration`),
    ]);
  });
});

describe("the order of the database's birth", () => {
  it("is global database, seed, its instances, the other cluster, its instances: and its end the reverse", async () => {
    const graph = await platform("use2");
    const rds = (identity: string): boolean => /GlobalCluster|Cluster use2|Cluster usw2|ClusterInstance/.test(identity);
    assert.deepEqual([...graph.ofType(cluster), ...graph.ofType(instance)].map(({ name, dependencies }) => `${name} after ${dependencies.filter(rds).join(", ")}`), [
      "use2-database after aws:rds/globalCluster:GlobalCluster global-database",
      "usw2-database after aws:rds/clusterInstance:ClusterInstance use2-database-a, aws:rds/clusterInstance:ClusterInstance use2-database-b, " +
        "aws:rds/globalCluster:GlobalCluster global-database",
      "use2-database-a after aws:rds/cluster:Cluster use2-database",
      "use2-database-b after aws:rds/cluster:Cluster use2-database, aws:rds/clusterInstance:ClusterInstance use2-database-a",
      "usw2-database-a after aws:rds/cluster:Cluster usw2-database",
      "usw2-database-b after aws:rds/cluster:Cluster usw2-database, aws:rds/clusterInstance:ClusterInstance usw2-database-a",
    ]);
  });
});
