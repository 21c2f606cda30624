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

describe("the sign-in pages of the prod stack", () => {
  it("are opened when there is a replica for them to fail over to, and are gone before it is", async () => {
    const { resources } = (await recordedStack("prod")).graph;
    const of = (type: string): ResourceState => resources.find((each) => each.type === type) ?? assert.fail(type);
    assert.equal(of("aws-native:cognito:UserPoolDomain").dependencies?.includes(of("aws-native:cognito:UserPoolReplica").urn), true);
  });
});

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
