import assert from "node:assert/strict";
import { type Graph, nameOf, type ResourceState } from "../../tools/recorder/graph";
import { recordedStack } from "../support/stacks";
import { configured, packConfig, violationsOf } from "./support";
import { rules as everyRule } from "../../policies/pack";

type Inputs = Record<string, unknown>;

/** A mutant of the real graph, and the one rule that is meant to catch it. */
interface Sabotage {
  readonly rule: string;
  readonly flaw: string;
  readonly type: string;
  readonly name: string;
  /** Inputs as they should not be; undefined takes the resource away. */
  readonly spoil: (inputs: Inputs) => Inputs | undefined;
  /** The platform has no such resource, and gets one. */
  readonly isNew?: true;
}

const sabotages: readonly Sabotage[] = [
  { rule: "encryption-kms-keys-rotate", flaw: "a key that never rotates", type: "aws:kms/key:Key", name: "usw2-keys-logs",
    spoil: (inputs) => ({ ...inputs, enableKeyRotation: false }) },
  { rule: "encryption-log-groups-use-customer-keys", flaw: "a log under AWS's own key", type: "aws:cloudwatch/logGroup:LogGroup", name: "use2-firewall",
    spoil: ({ kmsKeyId: _, ...inputs }) => inputs },
  { rule: "encryption-buckets-refuse-plain-http", flaw: "a bucket that takes plain HTTP", type: "aws:s3/bucketPolicy:BucketPolicy", name: "use2-logs",
    spoil: () => undefined },
  { rule: "encryption-listeners-use-tls", flaw: "a listener that negotiates TLS 1.0", type: "aws:lb/listener:Listener", name: "use2-balancer-https",
    spoil: (inputs) => ({ ...inputs, sslPolicy: "ELBSecurityPolicy-2016-08" }) },
  { rule: "exposure-security-groups-open-only-web", flaw: "tasks open to the world", type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name: "use2-service-app-balancer-in",
    spoil: ({ referencedSecurityGroupId: _, ...inputs }) => ({ ...inputs, cidrIpv4: "0.0.0.0/0" }) },
  { rule: "exposure-default-security-groups-are-empty", flaw: "a default group that lets things pass", type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", name: "use2-network-default",
    spoil: () => undefined },
  { rule: "exposure-buckets-block-public-access", flaw: "a bucket that a policy could open", type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", name: "use2-logs",
    spoil: (inputs) => ({ ...inputs, blockPublicPolicy: false }) },
  { rule: "exposure-subnets-and-tasks-have-no-public-address", flaw: "tasks with public addresses", type: "aws:ecs/service:Service", name: "usw2-service-app",
    spoil: (inputs) => ({ ...inputs, networkConfiguration: { ...(inputs["networkConfiguration"] as Inputs), assignPublicIp: true } }) },
  { rule: "exposure-balancers-stand-behind-a-firewall", flaw: "a load balancer without its firewall", type: "aws:wafv2/webAclAssociation:WebAclAssociation", name: "usw2-firewall-balancer",
    spoil: () => undefined },
  { rule: "least-privilege-policies-name-actions-and-resources", flaw: "a task that may do all of S3", type: "aws:iam/rolePolicy:RolePolicy", name: "use2-service-app-start",
    spoil: (inputs) => ({ ...inputs, policy: { Version: "2012-10-17", Statement: [{ Sid: "All", Effect: "Allow", Action: "s3:*", Resource: "*" }] } }) },
  { rule: "least-privilege-roles-trust-named-services", flaw: "a role that anybody may take up", type: "aws:iam/role:Role", name: "use2-service-app-task",
    spoil: (inputs) => ({ ...inputs, assumeRolePolicy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }] } }) },
  { rule: "least-privilege-key-policies-name-principals", flaw: "a key that anybody may use", type: "aws:kms/key:Key", name: "use2-keys-secrets",
    spoil: (inputs) => ({ ...inputs, policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" }] }) }) },
  { rule: "least-privilege-tasks-are-hardened", flaw: "a container that runs as root", type: "aws:ecs/taskDefinition:TaskDefinition", name: "use2-service-app",
    spoil: (inputs) => ({ ...inputs, containerDefinitions: String(inputs["containerDefinitions"]).replace('"user":"10001:10001"', '"user":"0:0"') }) },
  { rule: "encryption-buckets-use-customer-keys", flaw: "a log bucket that its load balancer cannot write", type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", name: "use2-logs",
    spoil: (inputs) => ({ ...inputs, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:us-east-2:123456789012:key/x" } }] }) },
  { rule: "encryption-databases-use-customer-keys", flaw: "a member of the database under AWS's own key", type: "aws:rds/cluster:Cluster", name: "usw2-database",
    spoil: ({ kmsKeyId: _, ...inputs }) => inputs },
  { rule: "encryption-databases-use-customer-keys", flaw: "a global database in plain text", type: "aws:rds/globalCluster:GlobalCluster", name: "use2-database-global",
    spoil: (inputs) => ({ ...inputs, storageEncrypted: false }) },
  { rule: "encryption-databases-refuse-plain-connections", flaw: "a database that takes plain connections", type: "aws:rds/clusterParameterGroup:ClusterParameterGroup", name: "usw2-database",
    spoil: (inputs) => ({ ...inputs, parameters: (inputs["parameters"] as Inputs[]).map((each) => (each["name"] === "rds.force_ssl" ? { ...each, value: "0" } : each)) }) },
  { rule: "encryption-database-proxies-refuse-plain-connections", flaw: "a proxy that takes plain connections", type: "aws:rds/proxy:Proxy", name: "use2-database-proxy",
    spoil: (inputs) => ({ ...inputs, requireTls: false }) },
  { rule: "encryption-tables-use-customer-keys", flaw: "a replica under AWS's own key", type: "aws:dynamodb/table:Table", name: "use2-tables-sessions",
    spoil: (inputs) => ({ ...inputs, replicas: (inputs["replicas"] as Inputs[]).map(({ kmsKeyArn: _, ...replica }) => replica) }) },
  { rule: "encryption-secrets-use-customer-keys", flaw: "a replica of a secret under AWS's own key", type: "aws:secretsmanager/secret:Secret", name: "use2-database-master",
    spoil: (inputs) => ({ ...inputs, replicas: (inputs["replicas"] as Inputs[]).map(({ kmsKeyId: _, ...replica }) => replica) }) },
  { rule: "encryption-vaults-use-customer-keys", flaw: "a vault under AWS's own key", type: "aws:backup/vault:Vault", name: "usw2-backup-vault",
    spoil: ({ kmsKeyArn: _, ...inputs }) => inputs },
  { rule: "encryption-functions-use-customer-keys", flaw: "a function whose environment anybody reads", type: "aws:lambda/function:Function", name: "use2-database-rotate",
    spoil: ({ kmsKeyArn: _, ...inputs }) => inputs },
  { rule: "encryption-queues-use-customer-keys", flaw: "a queue under SQS's own key", type: "aws:sqs/queue:Queue", name: "jobs", spoil: () => ({ sqsManagedSseEnabled: true }), isNew: true },
  { rule: "exposure-databases-are-private", flaw: "an instance with a public address", type: "aws:rds/clusterInstance:ClusterInstance", name: "usw2-database-b",
    spoil: (inputs) => ({ ...inputs, publiclyAccessible: true }) },
  { rule: "least-privilege-databases-know-identities", flaw: "a proxy that passes passwords on", type: "aws:rds/proxy:Proxy", name: "usw2-database-proxy",
    spoil: ({ defaultAuthScheme: _, ...inputs }) => inputs },
  { rule: "recovery-databases-survive-mistakes", flaw: "a database that one call deletes", type: "aws:rds/cluster:Cluster", name: "use2-database",
    spoil: (inputs) => ({ ...inputs, deletionProtection: false }) },
  { rule: "recovery-databases-survive-mistakes", flaw: "a database with a week of past", type: "aws:rds/cluster:Cluster", name: "use2-database",
    spoil: (inputs) => ({ ...inputs, backupRetentionPeriod: 7 }) },
  { rule: "recovery-databases-outlive-a-region", flaw: "members of two versions", type: "aws:rds/cluster:Cluster", name: "usw2-database",
    spoil: (inputs) => ({ ...inputs, engineVersion: "17.6" }) },
  { rule: "recovery-tables-outlive-a-region", flaw: "a replica without a past", type: "aws:dynamodb/table:Table", name: "use2-tables-sessions",
    spoil: (inputs) => ({ ...inputs, replicas: (inputs["replicas"] as Inputs[]).map((replica) => ({ ...replica, pointInTimeRecovery: false })) }) },
  { rule: "recovery-buckets-outlive-a-region", flaw: "an archive that keeps no versions", type: "aws:s3/bucketVersioning:BucketVersioning", name: "usw2-archive",
    spoil: (inputs) => ({ ...inputs, versioningConfiguration: { status: "Suspended" } }) },
  { rule: "recovery-buckets-outlive-a-region", flaw: "content that follows one way only", type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig", name: "usw2-content-replication",
    spoil: (inputs) => ({ ...inputs, rules: [] }) },
  { rule: "recovery-backups-are-kept", flaw: "a vault that gives backups up", type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration", name: "use2-backup-vault",
    spoil: (inputs) => ({ ...inputs, backupVaultName: "elsewhere" }) },
  { rule: "recovery-backups-are-kept", flaw: "a table in no plan", type: "aws:backup/selection:Selection", name: "use2-backup-table-sessions",
    spoil: (inputs) => ({ ...inputs, resources: [] }) },
  { rule: "parity-places-have-the-same", flaw: "an alarm that one place lacks", type: "aws:cloudwatch/metricAlarm:MetricAlarm", name: "usw2-database-setup-errors",
    spoil: () => undefined },
];

describe("the policy pack on the platform itself", () => {
  it("has a sabotage for every rule", () => {
    assert.deepEqual(everyRule.map(({ name }) => name).filter((name) => !sabotages.some(({ rule }) => rule === name)), []);
  });

  for (const stack of ["dev", "prod"] as const) {
    it(`is silent about ${stack}`, async () => {
      assert.deepEqual(await violationsOf((await recordedStack(stack)).graph, configured(everyRule, packConfig(stack))), []);
    });
  }

  for (const sabotage of sabotages) {
    it(`catches ${sabotage.flaw} by ${sabotage.rule}, and by no other rule but parity, where a place lacks something`, async () => {
      const { graph } = await recordedStack("prod");
      const mutant = spoilt(graph, sabotage);
      // The rest of the platform is as it was, and silent.
      const found = await violationsOf(mutant, configured(everyRule, packConfig("prod")), [sabotage.name]);
      const isMissing = mutant.resources.length < graph.resources.length;
      assert.deepEqual([...new Set(found.map(({ rule }) => rule))].sort(), [...new Set([sabotage.rule, ...(isMissing ? ["parity-places-have-the-same"] : [])])].sort());
    });
  }
});

function spoilt(graph: Graph, { type, name, spoil, isNew }: Sabotage): Graph {
  if (isNew === true) {
    const inputs = spoil({}) ?? {};
    return { ...graph, resources: [...graph.resources, { urn: `urn:pulumi:prod::understudy::${type}::${name}`, type, custom: true, id: name, inputs, outputs: inputs }] };
  }
  const isTarget = (resource: ResourceState): boolean => resource.type === type && nameOf(resource) === name;
  assert.equal(graph.resources.filter(isTarget).length, 1, `the prod stack has one ${type} ${name}`);
  return {
    ...graph,
    resources: graph.resources.flatMap((resource) => {
      if (!isTarget(resource)) return [resource];
      const inputs = spoil(resource.inputs);
      return inputs === undefined ? [] : [{ ...resource, inputs, outputs: { ...resource.outputs, ...inputs } }];
    }),
  };
}
