import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { longestName, type NamedKind } from "../../components/core/names";
import { goldenOf } from "../../tools/golden/golden";
import { type Graph, nameOf, type ResourceState } from "../../tools/recorder/graph";
import { recordedStack } from "../support/stacks";

const places = ["use2", "usw2"];

/** Global tables, by key. */
const tables = [
  "api-accounts", "api-uploads", "control", "identity-attempts", "identity-blocks", "identity-keys", "messaging-deliveries", "messaging-devices", "messaging-preferences", "sessions",
  "sync-records",
];

/**
 * What both places share stands once, and only the first place's API changes it: a global table with its replica, secrets with their
 * replicas, the global database. The master's password is drawn, kept and changed where its secret lives, since a replica takes no new value.
 */
const onlyInFirst = [
  "aws-native:cognito:UserPool -identity-pool",
  "aws-native:cognito:UserPoolDomain -identity-login",
  "aws-native:cognito:UserPoolIdentityProvider -identity-provider-workforce",
  "aws-native:cognito:UserPoolReplica -identity-pool-replica",
  "aws:cloudwatch/eventRule:EventRule -identity-providers-renewal",
  "aws:cloudwatch/eventTarget:EventTarget -identity-providers-renewal",
  "aws:cloudwatch/logGroup:LogGroup -database-rotate",
  "aws:cloudwatch/logGroup:LogGroup -identity-providers",
  "aws:cloudwatch/metricAlarm:MetricAlarm -database-rotate-errors",
  "aws:cloudwatch/metricAlarm:MetricAlarm -database-rotate-throttles",
  "aws:cloudwatch/metricAlarm:MetricAlarm -identity-providers-errors",
  "aws:cloudwatch/metricAlarm:MetricAlarm -identity-providers-failed",
  "aws:cloudwatch/metricAlarm:MetricAlarm -identity-providers-lost",
  "aws:cloudwatch/metricAlarm:MetricAlarm -identity-providers-throttles",
  "aws:cognito/managedLoginBranding:ManagedLoginBranding -identity-login-android",
  "aws:cognito/managedLoginBranding:ManagedLoginBranding -identity-login-ios",
  "aws:cognito/managedLoginBranding:ManagedLoginBranding -identity-login-web",
  "aws:cognito/resourceServer:ResourceServer -identity-api-api",
  "aws:cognito/riskConfiguration:RiskConfiguration -identity-pool",
  "aws:cognito/userGroup:UserGroup -identity-group-member",
  "aws:cognito/userGroup:UserGroup -identity-group-operator",
  "aws:cognito/userGroup:UserGroup -identity-group-provider",
  "aws:cognito/userPoolClient:UserPoolClient -identity-client-android",
  "aws:cognito/userPoolClient:UserPoolClient -identity-client-ios",
  "aws:cognito/userPoolClient:UserPoolClient -identity-client-server",
  "aws:cognito/userPoolClient:UserPoolClient -identity-client-web",
  ...tables.map((key) => `aws:dynamodb/table:Table -tables-${key}`),
  "aws:ec2/securityGroup:SecurityGroup -database-rotate",
  "aws:iam/role:Role -database-rotate",
  "aws:iam/role:Role -identity-providers",
  "aws:iam/rolePolicy:RolePolicy -database-rotate",
  "aws:iam/rolePolicy:RolePolicy -database-rotate-runtime",
  "aws:iam/rolePolicy:RolePolicy -identity-providers",
  "aws:iam/rolePolicy:RolePolicy -identity-providers-runtime",
  "aws:kms/key:Key -identity-key",
  "aws:lambda/function:Function -database-rotate",
  "aws:lambda/function:Function -identity-providers",
  "aws:lambda/invocation:Invocation -identity-providers-wanted",
  "aws:lambda/permission:Permission -database-rotate-secret",
  "aws:lambda/permission:Permission -identity-providers-renewal",
  "aws:rds/globalCluster:GlobalCluster -database-global",
  "aws:secretsmanager/secret:Secret -database-master",
  "aws:secretsmanager/secret:Secret -secrets-google",
  "aws:secretsmanager/secret:Secret -secrets-signing",
  "aws:secretsmanager/secretRotation:SecretRotation -database-rotation",
  "aws:secretsmanager/secretVersion:SecretVersion -database-master",
  "aws:secretsmanager/secretVersion:SecretVersion -secrets-signing",
  "aws:sqs/queue:Queue -identity-providers-failed",
  "aws:sqs/queuePolicy:QueuePolicy -identity-providers-failed",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule -account-eraser-internet-out",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule -database-rotate-database-out",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule -database-rotate-secrets-out",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule -database-from-rotate-in",
  "random:index/randomPassword:RandomPassword -database-master",
  "random:index/randomPassword:RandomPassword -secrets-signing",
  "understudy:core:LambdaFunction -database-rotate",
  "understudy:core:LambdaFunction -identity-providers",
  "understudy:core:Schedule -identity-providers-renewal",
  "understudy:database:GlobalDatabase -database-global",
  "understudy:database:Master -database-master",
  "understudy:database:Rotation -database-rotation",
  "understudy:identity:Federation -identity-provider",
  "understudy:identity:Login -identity-login",
  "understudy:identity:ResourceServers -identity-api",
  "understudy:identity:SecretProviders -identity-providers-wanted",
  "understudy:identity:UserGroups -identity-group",
  "understudy:identity:UserPool -identity-pool",
  "understudy:identity:UserPoolClients -identity-client",
  "understudy:secrets:ReplicatedSecret -secrets-google",
  "understudy:secrets:ReplicatedSecret -secrets-signing",
  ...tables.map((key) => `understudy:tables:GlobalTable -tables-${key}`),
];

/** What dev has not: its plan of a user pool is cheaper, and nobody else vouches for its people. */
const onlyInProd = [
  "aws:secretsmanager/secret:Secret -secrets-google",
  "understudy:secrets:ReplicatedSecret -secrets-google",
  "aws-native:cognito:UserPoolIdentityProvider -identity-provider-workforce",
  "aws:cognito/riskConfiguration:RiskConfiguration -identity-pool",
];

/** What a copy has instead of what the first place has. */
const onlyInSecond = [
  "aws-native:cognito:UserPoolRegionalConfigurationAttachment -identity-regional",
  "aws:kms/replicaKey:ReplicaKey -identity-key",
  "understudy:identity:RegionalSettings -identity-regional",
];

for (const stack of ["dev", "prod"] as const) {
  describe(`the ${stack} stack`, () => {
    let graph: Graph;
    before(async () => {
      graph = (await recordedStack(stack)).graph;
    });

    it("is what its golden file says; `npm run golden` rewrites it", () => {
      assert.equal(goldenOf(graph), readFileSync(path.join(__dirname, `../golden/${stack}.txt`), "utf8"));
    });

    it("gives every resource a URN of its own", () => {
      const urns = graph.resources.map(({ urn }) => urn);
      assert.deepEqual(urns.filter((urn, rank) => urns.indexOf(urn) !== rank), []);
    });

    it("reaches every resource through the provider of its place, draws every lot by one, and does nothing through a default one", () => {
      const astray = graph.resources.filter((resource) => resource.custom && !resource.type.startsWith("pulumi:"))
        .filter((resource) => providerOf(resource) !== (resource.type.startsWith("random:") ? "random" : `${homeOf(resource, graph)}-${resource.type.split(":")[0] ?? ""}`))
        .map((resource) => `${nameOf(resource)} in ${providerOf(resource)}`);
      assert.deepEqual(astray, []);
    });

    it("keeps every physical name that Pulumi makes within AWS's limits", () => {
      const tooLong = graph.resources.flatMap((resource) => {
        const kind = limitedKinds[resource.type];
        return kind !== undefined && nameOf(resource).length > longestName(kind) ? [nameOf(resource)] : [];
      });
      assert.deepEqual(tooLong, []);
    });

    it("never names a role", () => {
      assert.deepEqual(graph.resources.map(nameOf).filter((name) => /primary|standby/.test(name)), []);
    });

    it("has in each place what the other has, and in the first what both share", () => {
      const [first = [], second = []] = places.map((place) => graph.resources
        .filter((resource) => nameOf(resource) === place || nameOf(resource).startsWith(`${place}-`))
        .map((resource) => `${resource.type} ${nameOf(resource).slice(place.length)}`).sort());
      assert.deepEqual(first.filter((resource) => !second.includes(resource)), onlyInFirst.filter((line) => stack === "prod" || !onlyInProd.includes(line)));
      assert.deepEqual(second.filter((resource) => !onlyInSecond.includes(resource)), first.filter((resource) => !onlyInFirst.includes(resource)));
      assert.deepEqual(second.filter((resource) => onlyInSecond.includes(resource)), onlyInSecond);
    });

    it("keeps everything of a place under its region, so that one pattern leaves a lost place out", () => {
      const parents = new Map(graph.resources.map((each) => [each.urn, each.parent]));
      const rootsOf = (urn: string | undefined): string[] => (urn === undefined ? [] : [nameOf({ urn }), ...rootsOf(parents.get(urn))]);
      const loose = places.flatMap((place) => graph.resources
        .filter((resource) => nameOf(resource).startsWith(`${place}-`) && !resource.type.startsWith("aws:route53/"))
        .filter((resource) => !rootsOf(resource.parent).includes(place)).map(nameOf));
      assert.deepEqual(loose, []);
    });
  });
}

/** Sizes of the service that a swap changes in both places. */
const serviceSizes = places.flatMap((place) => [
  `${place}-service-app aws:appautoscaling/target:Target minCapacity`,
  `${place}-service-app aws:appautoscaling/target:Target suspendedState`,
  `${place}-service-app aws:ecs/service:Service desiredCount`,
]);

/** Sizes of a serverless database, the same in both places. */
const databaseSizes = places.map((place) => `${place}-database aws:rds/cluster:Cluster serverlessv2ScalingConfiguration`);

const swapped = ["understudy:primary=usw2", "understudy:epoch=2"];

describe("a role swap", function () {
  // Two recordings of a whole stack in each test.
  this.timeout(120_000);

  for (const { strategy, stack, set, changes } of [
    { strategy: "warm-standby", stack: "prod", set: [], changes: serviceSizes },
    { strategy: "warm-standby with serverless instances", stack: "dev", set: ["understudy:recovery.strategy=warm-standby"],
      // The smallest size of dev's service is one task in each of two zones, which is what a standby keeps.
      changes: [...databaseSizes, ...serviceSizes.filter((line) => line.endsWith("suspendedState"))] },
    { strategy: "pilot-light", stack: "dev", set: [], changes: [...databaseSizes, ...serviceSizes] },
    { strategy: "active-active", stack: "prod", set: ["understudy:recovery.strategy=active-active"], changes: [] },
  ] as const) {
    it(`under ${strategy} keeps every identity, input and dependency but sizes`, async () => {
      const before = (await recordedStack(stack, set)).graph;
      const after = (await recordedStack(stack, [...set, ...swapped])).graph;
      assert.deepEqual(linked(after), linked(before));
      assert.deepEqual(changedInputs(before, after), [...changes].sort());
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
    const set = ["understudy:recovery.strategy=backup-restore", "understudy:recovery.rtoMinutes=1500"];
    const before = (await recordedStack("prod", set)).graph;
    const after = (await recordedStack("prod", [...set, ...swapped])).graph;
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

const limitedKinds: Readonly<Record<string, NamedKind>> = {
  "aws:lb/loadBalancer:LoadBalancer": "loadBalancer",
  "aws:lb/targetGroup:TargetGroup": "targetGroup",
  "aws:s3/bucket:Bucket": "s3Bucket",
  "aws:iam/role:Role": "iamRole",
  "aws:wafv2/webAcl:WebAcl": "webAcl",
  "aws:ec2/securityGroup:SecurityGroup": "securityGroup",
  "aws:ecs/cluster:Cluster": "ecsCluster",
  "aws:ecs/service:Service": "ecsService",
};

/** Place that a resource belongs to by its name, `witness`, or `global`; DNS belongs to the global provider whatever it is named after. */
function homeOf(resource: ResourceState, graph: Graph): string {
  if (resource.type.startsWith("aws:route53/")) return "global";
  const parents = new Map(graph.resources.map((each) => [each.urn, each.parent]));
  for (let urn: string | undefined = resource.urn; urn !== undefined; urn = parents.get(urn)) {
    const name = nameOf({ urn });
    const place = places.find((key) => name === key || name.startsWith(`${key}-`));
    if (place !== undefined) return place;
  }
  if (nameOf(resource).startsWith("witness-")) return "witness";
  return "global";
}

function providerOf(resource: ResourceState): string {
  return resource.provider?.split("::").at(-2) ?? "none";
}

/** Inputs that differ between two graphs of the same resources: `name type property`. */
function changedInputs(before: Graph, after: Graph): string[] {
  const old = new Map(before.resources.map((resource) => [resource.urn, resource]));
  return after.resources.flatMap((resource) => {
    const inputs = old.get(resource.urn)?.inputs ?? {};
    return [...new Set([...Object.keys(inputs), ...Object.keys(resource.inputs)])]
      .filter((key) => JSON.stringify(inputs[key]) !== JSON.stringify(resource.inputs[key]))
      .map((key) => `${nameOf(resource)} ${resource.type} ${key}`);
  }).sort();
}
