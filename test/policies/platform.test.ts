import assert from "node:assert/strict";
import { type Graph, nameOf, type ResourceState } from "../../tools/recorder/graph";
import { recordedStack } from "../support/stacks";
import { violationsOf } from "./support";

type Inputs = Record<string, unknown>;

/** A mutant of the real graph, and the one rule that is meant to catch it. */
interface Sabotage {
  readonly rule: string;
  readonly flaw: string;
  readonly type: string;
  readonly name: string;
  /** Inputs as they should not be; undefined takes the resource away. */
  readonly spoil: (inputs: Inputs) => Inputs | undefined;
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
];

describe("the policy pack on the platform itself", () => {
  for (const stack of ["dev", "prod"] as const) {
    it(`is silent about ${stack}`, async () => {
      assert.deepEqual(await violationsOf((await recordedStack(stack)).graph), []);
    });
  }

  for (const sabotage of sabotages) {
    it(`catches ${sabotage.flaw} by ${sabotage.rule}, and by no other rule`, async () => {
      const found = await violationsOf(spoilt((await recordedStack("prod")).graph, sabotage));
      assert.deepEqual([...new Set(found.map(({ rule }) => rule))], [sabotage.rule]);
    });
  }
});

function spoilt(graph: Graph, { type, name, spoil }: Sabotage): Graph {
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
