import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { type ClientSettings, type Make } from "../../../functions/failover-step/clients";
import { portsOn, type Senses } from "../../../functions/failover-step/ports";
import { stepSettings, type StepSettings } from "../../../functions/failover-step/settings";
import { nameOf, type Graph } from "../../../tools/recorder/graph";
import { revealAll } from "../../../tools/recorder/property";
import { recordedStack } from "../../support/stacks";
import { SdkStub, type Reply } from "../../support/sdk-stub";

/** What the state machine of a place tells its steps. */
export function worldIn({ resources }: Pick<Graph, "resources">, place: string): StepSettings {
  const machine = resources.find((each) => nameOf(each) === `${place}-failover-activate` && each.type === "aws:sfn/stateMachine:StateMachine");
  assert.ok(machine !== undefined, `there is no state machine in ${place}`);
  const { States } = JSON.parse(String(revealAll(machine.inputs)["definition"])) as { States: Record<string, { Parameters: { world: unknown } }> };
  return stepSettings(States["acquire"]?.Parameters.world);
}

/** The same in the program's own graph. */
export async function deployedWorld(place: string, stack: "dev" | "prod" = "prod"): Promise<StepSettings> {
  return worldIn((await recordedStack(stack)).graph, place);
}

/** Clients that speak to a stub. */
export function over(stub: SdkStub): Make {
  return <C>(Client: new (settings: ClientSettings) => C, region: string): C => stub.client<C>(Client as unknown as new (settings: object) => C, region);
}

export const senses: Senses = {
  ask: () => Promise.resolve({ status: 200, body: "DEEP=OK\n" }),
  names: { serversOf: () => Promise.resolve(["192.0.2.53"]), addressesOf: (name) => Promise.resolve([name.startsWith("origin-usw2") ? "192.0.2.2" : "192.0.2.1"]) },
};

type Replies = Readonly<Record<string, Reply | readonly Reply[]>>;

/** A quiet AWS: use2 writes, usw2 follows, everything is well. */
export function calm({ here, there, common }: StepSettings): Replies {
  const [service] = here.services;
  const image = `123456789012.dkr.ecr.${here.region}.amazonaws.com/app@sha256:${"0".repeat(64)}`;
  const payload = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  return {
    "dynamodb:BatchGetItem": { Responses: { [common.controlTable]: [] }, UnprocessedKeys: {} }, "dynamodb:GetItem": { Item: { pk: { S: "x" }, epoch: { N: "9" } } },
    "dynamodb:PutItem": {}, "dynamodb:UpdateItem": {}, "dynamodb:Query": { Items: [] },
    "rds:DescribeGlobalClusters": { GlobalClusters: [{ GlobalClusterIdentifier: common.globalCluster, EngineVersion: "17.7", GlobalClusterMembers: [
      { DBClusterArn: there.clusterArn, IsWriter: true }, { DBClusterArn: here.clusterArn, IsWriter: false, SynchronizationStatus: "connected" },
    ] }] },
    "rds:DescribeDBClusters": { DBClusters: [{ Status: "available", EngineVersion: "17.7", DBClusterMembers: [{}] }] },
    "rds:SwitchoverGlobalCluster": {}, "rds:FailoverGlobalCluster": {}, "rds:RemoveFromGlobalCluster": {},
    "rds:DescribeDBClusterSnapshots": { DBClusterSnapshots: [{ DBClusterSnapshotIdentifier: "rds:unplanned-global-failover-1", Status: "available" }] }, "rds:CopyDBClusterSnapshot": {},
    "lambda:Invoke": ({ Payload }) => ({ StatusCode: 200, Payload: payload(/"do":"(claim|epoch)"/.test(Buffer.from(Payload as Uint8Array).toString()) ? { epoch: 2 } : { seconds: 3 }) }),
    "cloudwatch:GetMetricData": { MetricDataResults: [{ Id: "lag", Values: [120] }] },
    "ecs:DescribeServices": { services: [{ serviceName: service?.name, desiredCount: 0, taskDefinition: "app:1", loadBalancers: [{ targetGroupArn: "arn:one", advancedConfiguration: { alternateTargetGroupArn: "arn:two" } }] }] },
    "ecs:DescribeTaskDefinition": { taskDefinition: { cpu: "1024", containerDefinitions: [{ image }] } }, "ecs:UpdateService": ({ desiredCount }) => ({ service: { desiredCount } }),
    "ecr:BatchGetImage": { images: [{}] }, "kms:DescribeKey": { KeyMetadata: { KeyId: "k", KeyState: "Enabled" } }, "servicequotas:GetServiceQuota": { Quota: { Value: 100 } },
    "secretsmanager:DescribeSecret": { VersionIdsToStages: { ["0".repeat(32)]: ["AWSCURRENT"] } },
    "acm:DescribeCertificate": { Certificate: { Status: "ISSUED", NotAfter: new Date(Date.now() + 100 * 86_400_000) } },
    "application-autoscaling:RegisterScalableTarget": {}, "application-autoscaling:DescribeScalableTargets": { ScalableTargets: [{
      ServiceNamespace: "ecs", ResourceId: "service/app", ScalableDimension: "ecs:service:DesiredCount", RoleARN: "arn:role", CreationTime: new Date(0), MinCapacity: 2, MaxCapacity: 8,
    }] },
    "elasticloadbalancing:DescribeTargetHealth": { TargetHealthDescriptions: [{ TargetHealth: { State: "healthy" } }] },
    "ec2:DescribeSecurityGroupRules": ({ Filters }) => ({ SecurityGroupRules: doors([here, there], Filters) }), "ec2:ModifySecurityGroupRules": { Return: true },
    "s3:PutObject": {}, "s3:DeleteObject": {}, "sns:Publish": {}, "states:SendTaskSuccess": {}, "states:StartExecution": { executionArn: "arn:x", startDate: new Date(0) },
  };
}

/** Of the place whose group is asked for: one door that is shut, and one that is open. */
function doors(places: readonly StepSettings["there"][], filters: unknown): object[] {
  const place = places.find(({ proxyGroupId }) => isDeepStrictEqual(filters, [{ Name: "group-id", Values: [proxyGroupId] }]));
  assert.ok(place !== undefined, `nobody asks for the rules of ${JSON.stringify(filters)}`);
  const { services } = place;
  return [1, 5432].flatMap((FromPort) => services.map(({ groupId }) => ({ SecurityGroupRuleId: `sgr-${String(FromPort)}`, IsEgress: false, FromPort, ReferencedGroupInfo: { GroupId: groupId } })));
}

/** Ports over a stub of a place's AWS. */
export async function portsIn(place: string, replies: Replies = {}) {
  const settings = await deployedWorld(place);
  const stub = new SdkStub({ ...calm(settings), ...replies });
  return { settings, stub, ports: portsOn(settings, over(stub), senses) };
}
