import assert from "node:assert/strict";
import { type Graph, nameOf } from "../../tools/recorder/graph";
import { changedInputs } from "../support/graphs";
import { recordedStack } from "../support/stacks";
import { activeActive, backupRestore, swapped } from "../support/variants";

const places = ["use2", "usw2"];

/** Sizes of the service that a swap changes in both places. */
const serviceSizes = places.flatMap((place) => [
  `${place}-service-app aws:appautoscaling/target:Target minCapacity`,
  `${place}-service-app aws:appautoscaling/target:Target suspendedState`,
  `${place}-service-app aws:ecs/service:Service desiredCount`,
]);

/** Sizes of a serverless database, the same in both places. */
const databaseSizes = places.map((place) => `${place}-database aws:rds/cluster:Cluster serverlessv2ScalingConfiguration`);

describe("a role swap", function () {
  // Two recordings of a whole stack in each test.
  this.timeout(120_000);

  for (const { strategy, stack, set, changes } of [
    { strategy: "warm-standby", stack: "prod", set: [], changes: serviceSizes },
    { strategy: "warm-standby with serverless instances", stack: "dev", set: ["understudy:recovery.strategy=warm-standby"],
      // The smallest size of dev's service is one task in each of two zones, which is what a standby keeps.
      changes: [...databaseSizes, ...serviceSizes.filter((line) => line.endsWith("suspendedState"))] },
    { strategy: "pilot-light", stack: "dev", set: [], changes: [...databaseSizes, ...serviceSizes] },
    { strategy: "active-active", stack: "prod", set: activeActive, changes: [] },
  ] as const) {
    it(`under ${strategy} keeps every identity, input and dependency but sizes`, async () => {
      const before = (await recordedStack(stack, set)).graph;
      const after = (await recordedStack(stack, [...set, ...swapped])).graph;
      assert.deepEqual(linked(after), linked(before));
      assert.deepEqual(changedInputs(before, after).map(({ resource, key }) => `${nameOf(resource)} ${resource.type} ${key}`).sort(), [...changes].sort());
    });
  }

  it("under pilot-light with storage alone builds instances and a proxy in the new primary, and takes down those of the old one", async () => {
    const set = ["understudy:database.standbyInstances=0", "understudy:recovery.decision=operator", "understudy:recovery.rtoMinutes=60"];
    const before = (await recordedStack("dev", set)).graph;
    const after = (await recordedStack("dev", [...set, ...swapped])).graph;
    const built = [
      "aws:cloudwatch/logGroup:LogGroup -database-proxy",
      "aws:ec2/securityGroup:SecurityGroup -database-proxy",
      "aws:iam/role:Role -database-monitoring",
      "aws:iam/role:Role -database-proxy",
      "aws:iam/rolePolicy:RolePolicy -database-monitoring",
      "aws:iam/rolePolicy:RolePolicy -database-proxy",
      "aws:rds/clusterInstance:ClusterInstance -database-a",
      "aws:rds/parameterGroup:ParameterGroup -database",
      "aws:rds/proxy:Proxy -database-proxy",
      "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup -database-proxy",
      "aws:rds/proxyTarget:ProxyTarget -database-proxy",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule -database-proxy-cluster-out",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule -database-proxy-from-app-out",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule -failover-database-proxy-out",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule -database-proxy-cluster-in",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule -database-proxy-from-app-in",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule -database-proxy-from-failover-in",
      "understudy:database:Proxy -database-proxy",
    ];
    assert.deepEqual(missingFrom(before, after).map(withoutPlace), built);
    assert.deepEqual(missingFrom(after, before).map(withoutPlace), built);
  });

  it("under backup-restore builds all that runs in the new primary, and takes it down in the old one; what is kept stays", async () => {
    const before = (await recordedStack("prod", backupRestore)).graph;
    const after = (await recordedStack("prod", [...backupRestore, ...swapped])).graph;
    const created = missingFrom(before, after);
    // Where the pool is a replica, whatever erases accounts asks no pool.
    assert.deepEqual(missingFrom(after, before).map(withoutPlace).filter((line) => !line.endsWith(" -account-eraser-internet-out")), created.map(withoutPlace));
    assert.deepEqual(created.filter((line) => line.startsWith("understudy:")).filter((line) => !/ -(network|firewall)-/.test(withoutPlace(line))).map(withoutPlace), [
      "understudy:api:AccountLogging -api-logging",
      "understudy:api:Api -api",
      "understudy:api:Signers -api-signed",
      "understudy:backup:RestoreTest -backup-test",
      "understudy:certificate:Certificate -certificate",
      "understudy:certificate:ValidatedCertificate -certificate",
      "understudy:core:LambdaFunction -account-eraser",
      ...["account", "devices", "events", "notifications", "preferences", "uploads"].map((tag) => `understudy:core:LambdaFunction -api-${tag}`),
      "understudy:core:LambdaFunction -database-rotate",
      "understudy:core:LambdaFunction -database-setup",
      "understudy:core:LambdaFunction -uploads-check",
      "understudy:core:Schedule -account-erasing",
      "understudy:database:GlobalDatabase -database-global",
      "understudy:database:LagAlarm -database-lag",
      "understudy:database:Master -database-master",
      "understudy:database:Member -database",
      "understudy:database:Proxy -database-proxy",
      "understudy:database:Rotation -database-rotation",
      "understudy:database:Setup -database-wanted",
      "understudy:firewall:Firewall -api-firewall",
      "understudy:firewall:Firewall -firewall",
      "understudy:firewall:Firewall -sync-firewall",
      "understudy:network:Network -network",
      "understudy:service:Balancer -balancer",
      "understudy:service:Cluster -cluster",
      "understudy:service:Service -service-app",
      "understudy:sync:SyncApi -sync",
      "understudy:uploads:Notices -uploads-notices",
      "understudy:uploads:Worker -uploads-worker",
      "understudy:usage:UsageStream -usage",
    ]);
    const kept = after.resources.filter(({ type }) => /^understudy:(archive|content|tables|secrets|keys|core:PrivateBucket|core:Replication|backup:(Vault|BackupPlan)$)/.test(type)).map(nameOf);
    assert.deepEqual(kept.filter((name) => !before.resources.some((resource) => nameOf(resource) === name)), []);
  });
});

/** Each resource with what it waits for: what a swap must not touch. */
function linked(graph: Graph): string[] {
  return graph.resources.map(({ urn, parent, provider, dependencies }) => JSON.stringify([urn, parent, provider, [...(dependencies ?? [])].sort()])).sort();
}

/** Resources of `after` that `before` does not have, as `type name`. */
function missingFrom(before: Graph, after: Graph): string[] {
  const known = new Set(before.resources.map(({ urn }) => urn));
  return after.resources.filter(({ urn }) => !known.has(urn)).map((resource) => `${resource.type} ${nameOf(resource)}`).sort();
}

/** The same line, whatever the place. */
function withoutPlace(line: string): string {
  return line.replace(/ (?:global-[a-z-]+?-)?us[ew]2/, " ").replace(/-us[ew]2$/, "");
}
