import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../../../components/core/iam";
import type { Nodes } from "../../support/record";
import { build, name } from "./built";
import { digest, spec } from "./fixture";

describe("task of a service", () => {
  it("runs a hardened container from the place's own registry, with references in place of secrets", async () => {
    const { graph } = await build();
    const { containerDefinitions, ...task } = graph.one("aws:ecs/taskDefinition:TaskDefinition", name).inputs;
    assert.deepEqual(task, {
      requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", cpu: "512", memory: "1024",
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "ARM64" },
      ephemeralStorage: { sizeInGib: 21 },
      volumes: [{ name: "tmp" }, { name: "var-cache-app" }],
      family: "use2-service-api-task-name",
      executionRoleArn: "arn:aws:test:::use2-service-api-start",
      taskRoleArn: "arn:aws:test:::use2-service-api-task",
      skipDestroy: true,
    });
    assert.deepEqual(JSON.parse(containerDefinitions as string), [{
      name: "app",
      image: `111122223333.dkr.ecr.us-east-2.amazonaws.com/shop/api@${digest}`,
      essential: true,
      portMappings: [{ containerPort: 8443, hostPort: 8443, protocol: "tcp" }],
      environment: [{ name: "APP_NAME", value: "shop" }, { name: "LOG_LEVEL", value: "info" }],
      secrets: [
        { name: "FEATURES", valueFrom: "arn:aws:ssm:us-east-2:111122223333:parameter/shop/features" },
        { name: "SMTP_PASSWORD", valueFrom: "arn:aws:secretsmanager:us-east-2:111122223333:secret:shop/smtp-a1B2c3:password::" },
      ],
      user: "10001:10001",
      privileged: false,
      readonlyRootFilesystem: true,
      linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
      mountPoints: [
        { sourceVolume: "tmp", containerPath: "/tmp", readOnly: false },
        { sourceVolume: "var-cache-app", containerPath: "/var/cache/app", readOnly: false },
      ],
      stopTimeout: 30,
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "use2-service-api-name", "awslogs-region": "us-east-2", "awslogs-stream-prefix": "task",
          mode: "non-blocking", "max-buffer-size": "25m",
        },
      },
    }]);
  });

  it("tells a container where its data is, beside what its owner says, and hides nothing of that", async () => {
    const { graph } = await build({ bindings: { TABLE_ORDERS: "shop-orders", DATABASE_HOST: pulumi.output("proxy") } });
    const [container] = JSON.parse(graph.one("aws:ecs/taskDefinition:TaskDefinition", name).inputs["containerDefinitions"] as string) as Record<string, unknown>[];
    assert.deepEqual(container?.["environment"], [
      { name: "APP_NAME", value: "shop" }, { name: "DATABASE_HOST", value: "proxy" }, { name: "LOG_LEVEL", value: "info" },
      { name: "TABLE_ORDERS", value: "shop-orders" },
    ]);
    await assert.rejects(build({ bindings: { LOG_LEVEL: "debug" } }), /variable LOG_LEVEL is set by the platform: choose another name in environment or secrets/);
  });

  it("gives a container its own command, its own check and the least time to stop, if asked for", async () => {
    const { graph } = await build({
      spec: { ...spec, command: ["serve"], drainSeconds: 0, health: { ...spec.health, graceSeconds: 900, command: ["CMD", "/app/check"] } },
    });
    const [container] = JSON.parse(graph.one("aws:ecs/taskDefinition:TaskDefinition", name).inputs["containerDefinitions"] as string) as
      Record<string, unknown>[];
    assert.deepEqual([container?.["command"], container?.["stopTimeout"], container?.["healthCheck"]], [
      ["serve"], 2, { command: ["CMD", "/app/check"], interval: 10, timeout: 5, retries: 3, startPeriod: 300 },
    ]);
  });

  it("lets a task do what its caller grants, and take commands only when asked", async () => {
    const grant: Statement = { Sid: "PutOrders", Effect: "Allow", Action: ["dynamodb:PutItem"], Resource: ["arn:orders"] };
    const [granted, commanded] = [await build({ grants: [grant] }), await build({ grants: [grant], spec: { ...spec, exec: true } })];
    const policyOf = (graph: Nodes) => graph.one("aws:iam/rolePolicy:RolePolicy", `${name}-task`).inputs;
    assert.deepEqual(policyOf(granted.graph), {
      role: "use2-service-api-task-name", policy: { Version: "2012-10-17", Statement: [grant] },
    });
    assert.deepEqual((policyOf(commanded.graph)["policy"] as { Statement: { Sid: string; Resource: string[] }[] }).Statement
      .map(({ Sid, Resource }) => `${Sid} ${Resource.join()}`), [
      "PutOrders arn:orders", "OpenSessions *", "FindSessionLog *", "RecordSessions sessions-arn:*", "DecryptSessions sessions-key-arn",
    ]);
    assert.deepEqual(commanded.graph.one("aws:ecs/taskDefinition:TaskDefinition", name).inputs["volumes"], [
      { name: "managed-agents" }, { name: "tmp" }, { name: "var-cache-app" }, { name: "var-lib-amazon-ssm" }, { name: "var-log-amazon-ssm" },
    ]);
    assert.equal(commanded.graph.one("aws:ecs/service:Service", name).inputs["enableExecuteCommand"], true);
  });

  it("logs under the place's key, for as long as it is told", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.one("aws:cloudwatch/logGroup:LogGroup", name).inputs, { kmsKeyId: "logs-key-arn", retentionInDays: 30 });
  });
});
