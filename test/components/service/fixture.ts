import type { Place } from "../../../components/core/place";
import type { ServiceArgs } from "../../../components/service/service";
import type { ServiceSpec } from "../../../components/service/spec";
import { changes, type Nodes } from "../../support/record";

export const place: Place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };

export const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

/** A service with everything that a service can have, released rolling. */
export const spec: ServiceSpec = {
  image: { repository: "shop/api", digest },
  cpu: 512, memoryMiB: 1024, architecture: "ARM64",
  port: 8443, protocol: "HTTPS",
  user: "10001:10001",
  environment: { LOG_LEVEL: "info", APP_NAME: "shop" },
  secrets: {
    SMTP_PASSWORD: { from: "secret", name: "shop/smtp-a1B2c3", key: "password" },
    FEATURES: { from: "parameter", name: "/shop/features" },
  },
  writablePaths: ["/tmp", "/var/cache/app"],
  ephemeralStorageGiB: 21,
  route: { host: "api", paths: ["/v1/*"], priority: 100 },
  health: { path: "/healthz/live", intervalSeconds: 10, healthyCount: 2, unhealthyCount: 3, graceSeconds: 60 },
  drainSeconds: 30, slowStartSeconds: 0,
  scaling: { cpuPercent: 60, memoryPercent: 70, requestsPerTargetPerMinute: 600, schedules: [] },
  release: { strategy: "rolling" },
  internet: false, exec: false, logRetentionDays: 30,
};

/** The same service without requests to follow. */
export const plain: ServiceSpec = { ...spec, scaling: { cpuPercent: 60, memoryPercent: 70, schedules: [] } };

/** The same again with side-by-side releases, for which requests per task cannot be followed. */
export const shifting: ServiceSpec = {
  ...plain,
  release: { strategy: "canary", canaryPercent: 10, canaryBakeMinutes: 5, bakeMinutes: 15 },
};

/** What a deployment would do, without the properties that the engine is told to leave alone. */
export function planned(before: Nodes, after: Nodes): string[] {
  const left = after.all.flatMap((node) => (node.state.ignoreChanges ?? []).map((property) => `update ${node.type} ${node.name}: ${property}`));
  return changes(before, after).filter((line) => !left.includes(line));
}

export function argsOf(change: Partial<ServiceArgs> = {}): ServiceArgs {
  return {
    place,
    cluster: { arn: "cluster-arn", name: "cluster", exec: { logGroupArn: "sessions-arn", keyArn: "sessions-key-arn" }, ready: [] },
    network: {
      vpcId: "vpc", privateSubnetIds: ["subnet-a", "subnet-b"], endpointsSecurityGroupId: "endpoints-group",
      prefixListIds: { s3: "pl-s3", dynamodb: "pl-dynamodb" }, ready: [],
    },
    balancer: { arnSuffix: "app/main/1", securityGroupId: "balancer-group", httpsListenerArn: "listener-arn" },
    spec,
    tasks: { min: 2, max: 10, schedules: "running" },
    keys: { logsArn: "logs-key-arn", secretsArn: "secrets-key-arn" },
    hosts: ["api.example.com", "origin-use2.example.com"],
    grants: [],
    bindings: {},
    alarmActionArns: ["operators-arn"],
    ...change,
  };
}
