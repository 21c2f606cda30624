import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Service } from "../../../components/service";
import { record, value } from "../../support/record";
import { build, name } from "./built";
import { argsOf, plain, planned, shifting, spec } from "./fixture";

describe("Service", () => {
  it("is made of these resources, and of no more", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.identities.filter((identity) => !identity.startsWith("understudy:")).sort(), [
      "aws:appautoscaling/policy:Policy use2-service-api-cpu",
      "aws:appautoscaling/policy:Policy use2-service-api-memory",
      "aws:appautoscaling/policy:Policy use2-service-api-requests",
      "aws:appautoscaling/target:Target use2-service-api",
      "aws:cloudwatch/logGroup:LogGroup use2-service-api",
      "aws:cloudwatch/metricAlarm:MetricAlarm use2-service-api-a-failed",
      "aws:cloudwatch/metricAlarm:MetricAlarm use2-service-api-a-unfit",
      "aws:ec2/securityGroup:SecurityGroup use2-service-api",
      "aws:ecs/service:Service use2-service-api",
      "aws:ecs/taskDefinition:TaskDefinition use2-service-api",
      "aws:iam/role:Role use2-service-api-start",
      "aws:iam/role:Role use2-service-api-task",
      "aws:iam/rolePolicy:RolePolicy use2-service-api-start",
      "aws:lb/listenerRule:ListenerRule use2-service-api",
      "aws:lb/targetGroup:TargetGroup use2-service-api-a",
      "aws:lb/targetGroup:TargetGroup use2-service-api-b",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule use2-service-api-balancer-out",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule use2-service-api-dynamodb-out",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule use2-service-api-endpoints-out",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule use2-service-api-s3-out",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule use2-service-api-balancer-in",
    ]);
  });

  it("rolls with an additional batch, spreads over zones, and rolls back by breaker or alarm", async () => {
    const { graph } = await build();
    const service = graph.one("aws:ecs/service:Service", name);
    assert.deepEqual(service.inputs, {
      cluster: "cluster-arn", launchType: "FARGATE", platformVersion: "LATEST", schedulingStrategy: "REPLICA",
      availabilityZoneRebalancing: "ENABLED",
      deploymentConfiguration: { strategy: "ROLLING" },
      deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      alarms: { enable: true, rollback: true, alarmNames: ["use2-service-api-a-failed-name", "use2-service-api-a-unfit-name"] },
      healthCheckGracePeriodSeconds: 60,
      enableExecuteCommand: false, enableEcsManagedTags: true, propagateTags: "SERVICE", waitForSteadyState: true,
      taskDefinition: "arn:aws:test:::use2-service-api",
      desiredCount: 2,
      networkConfiguration: { subnets: ["subnet-a", "subnet-b"], securityGroups: ["use2-service-api-id"], assignPublicIp: false },
      loadBalancers: [{ targetGroupArn: "arn:aws:test:::use2-service-api-a", containerName: "app", containerPort: 8443 }],
    });
    assert.deepEqual([service.state.ignoreChanges, service.state.customTimeouts], [["desiredCount"], { create: 3120, update: 3120 }]);
  });

  it("waits for its network, its cluster, its rule, its doors and its grants", async () => {
    const { graph } = await record((opts) => {
      const { network, cluster } = argsOf();
      const [endpoint, insights] = ["endpoint", "insights"].map((part) => new aws.cloudwatch.LogGroup(part, {}, opts));
      return new Service(name, argsOf({
        network: { ...network, ready: [endpoint ?? assert.fail()] }, cluster: { ...cluster, ready: [insights ?? assert.fail()] },
      }), opts);
    });
    assert.deepEqual(graph.one("aws:ecs/service:Service", name).dependencies.map((identity) => identity.replace(/^.*:/, "")), [
      "LogGroup endpoint",
      "LogGroup insights",
      "MetricAlarm use2-service-api-a-failed",
      "MetricAlarm use2-service-api-a-unfit",
      "SecurityGroup use2-service-api",
      "TaskDefinition use2-service-api",
      "RolePolicy use2-service-api-start",
      "ListenerRule use2-service-api",
      "TargetGroup use2-service-api-a",
      "SecurityGroupEgressRule use2-service-api-balancer-out",
      "SecurityGroupEgressRule use2-service-api-dynamodb-out",
      "SecurityGroupEgressRule use2-service-api-endpoints-out",
      "SecurityGroupEgressRule use2-service-api-s3-out",
      "SecurityGroupIngressRule use2-service-api-balancer-in",
    ]);
  });

  it("changes its strategy without touching a target group or the rule", async () => {
    const [rolling, canary] = [await build({ spec: plain }), await build({ spec: shifting })];
    assert.deepEqual(planned(rolling.graph, canary.graph), [
      "create aws:cloudwatch/metricAlarm:MetricAlarm use2-service-api-b-failed",
      "create aws:cloudwatch/metricAlarm:MetricAlarm use2-service-api-b-unfit",
      "create aws:iam/role:Role use2-service-api-release",
      "create aws:iam/rolePolicy:RolePolicy use2-service-api-release",
      "update aws:ecs/service:Service use2-service-api: alarms",
      "update aws:ecs/service:Service use2-service-api: deploymentCircuitBreaker",
      "update aws:ecs/service:Service use2-service-api: deploymentConfiguration",
      "update aws:ecs/service:Service use2-service-api: loadBalancers",
    ]);
    const service = canary.graph.one("aws:ecs/service:Service", name);
    const { alarms, deploymentCircuitBreaker, deploymentConfiguration, loadBalancers } = service.inputs;
    assert.deepEqual({ alarms, deploymentCircuitBreaker, deploymentConfiguration, loadBalancers }, {
      deploymentCircuitBreaker: undefined,
      alarms: {
        enable: true, rollback: true, alarmNames: ["a-failed", "a-unfit", "b-failed", "b-unfit"].map((part) => `${name}-${part}-name`),
      },
      deploymentConfiguration: {
        strategy: "CANARY", bakeTimeInMinutes: "15", canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: "5" },
      },
      loadBalancers: [{
        targetGroupArn: "arn:aws:test:::use2-service-api-a", containerName: "app", containerPort: 8443,
        advancedConfiguration: {
          alternateTargetGroupArn: "arn:aws:test:::use2-service-api-b",
          productionListenerRule: "arn:aws:test:::use2-service-api",
          roleArn: "arn:aws:test:::use2-service-api-release",
        },
      }],
    });
    assert.deepEqual(service.state.customTimeouts, { create: 4320, update: 4320 });
    assert.equal(service.dependencies.includes("aws:iam/rolePolicy:RolePolicy use2-service-api-release"), true);
  });

  it("rolls a blue-green release back by breaker, too, and by slow answers where an owner asks for it", async () => {
    const { graph } = await build({ spec: { ...plain, answerSeconds: 2, release: { strategy: "blue-green", bakeMinutes: 5 } } });
    const { alarms, deploymentCircuitBreaker } = graph.one("aws:ecs/service:Service", name).inputs;
    assert.deepEqual([(alarms as { alarmNames: string[] }).alarmNames, deploymentCircuitBreaker], [
      ["a-failed", "a-slow", "a-unfit", "b-failed", "b-slow", "b-unfit"].map((part) => `${name}-${part}-name`), { enable: true, rollback: true },
    ]);
  });

  it("says who it is", async () => {
    const { result } = await build();
    const { arn, serviceName, securityGroupId, taskRoleName, taskRoleArn, logGroupName, targetGroupArnSuffixes } = result;
    assert.deepEqual(
      await Promise.all([arn, serviceName, securityGroupId, taskRoleName, taskRoleArn, logGroupName, targetGroupArnSuffixes.a, targetGroupArnSuffixes.b].map(value)),
      [
        "arn:aws:test:::use2-service-api", "use2-service-api-name", "use2-service-api-id", "use2-service-api-task-name",
        "arn:aws:test:::use2-service-api-task", "use2-service-api-name", "use2-service-api-a-arnSuffix", "use2-service-api-b-arnSuffix",
      ]);
  });

  it("refuses a network from which no task can fetch its image, with everything else that is wrong", async () => {
    const network = { ...argsOf().network, endpointsSecurityGroupId: undefined };
    await assert.rejects(build({ network, spec: { ...spec, cpu: 512, memoryMiB: 512 } }), (error: Error) => {
      assert.equal(error.message, [
        "memoryMiB is 512: with 512 CPU units Fargate has 1024, 2048, 3072, 4096",
        "the network has no interface endpoints and internet is false, so that no task can fetch its image: " +
          "add endpoints to the network, or set internet to true",
      ].join("\n"));
      return true;
    });
  });
});
