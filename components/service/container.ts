import type * as pulumi from "@pulumi/pulumi";
import type { Place } from "../core/place";
import { secretReference } from "./secrets";
import type { HealthSpec, ImageSpec, ServiceSpec } from "./spec";
import { writableVolumes } from "./volumes";

/** Name of the one container of a task: the load balancer and ECS Exec address it by this. */
export const containerName = "app";

/**
 * Log lines that wait in memory while CloudWatch Logs is slow or away; what does not fit is dropped, and the container
 * goes on. The other mode, blocking, stops a service in one region when logging there fails.
 * Source: ECS Developer Guide, "Send Amazon ECS logs to CloudWatch", mode and max-buffer-size.
 */
const logBuffer = { mode: "non-blocking", "max-buffer-size": "25m" } as const;

/** Seconds between SIGTERM and SIGKILL on Fargate. Source: ECS API, `ContainerDefinition`, stopTimeout. */
const stopSeconds = { least: 2, most: 120 } as const;

/** Bounds of a check inside the container. Source: ECS API, `HealthCheck`. */
const healthCheckLimits = { timeoutSeconds: 5, longestStartSeconds: 300 } as const;

/** Address of an image in the place's own registry, by digest: the other region's registry is not needed to start a task. */
function imageAddress(place: Place, image: ImageSpec): string {
  return `${place.account}.dkr.ecr.${place.region}.amazonaws.com/${image.repository}@${image.digest}`;
}

/** What a container learns only once other things are there. */
export interface LateFacts {
  readonly logGroupName: pulumi.Input<string>;
  /** Where the platform's data is, by variable. */
  readonly bindings: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A container definition, ready to be written as JSON. */
export function containerDefinition(place: Place, spec: ServiceSpec, { logGroupName, bindings }: LateFacts) {
  return {
    name: containerName,
    image: imageAddress(place, spec.image),
    essential: true,
    ...(spec.command !== undefined && { command: spec.command }),
    portMappings: [{ containerPort: spec.port, hostPort: spec.port, protocol: "tcp" }],
    environment: byName({ ...spec.environment, ...bindings }).map(([name, value]) => ({ name, value })),
    secrets: byName(spec.secrets).map(([name, source]) => ({ name, valueFrom: secretReference(place, source) })),
    ...hardening(spec),
    mountPoints: writableVolumes(spec.writablePaths, spec.exec)
      .map(({ name, path }) => ({ sourceVolume: name, containerPath: path, readOnly: false })),
    stopTimeout: Math.min(Math.max(spec.drainSeconds, stopSeconds.least), stopSeconds.most),
    ...(spec.health.command !== undefined && { healthCheck: insideCheck(spec.health, spec.health.command) }),
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": logGroupName, "awslogs-region": place.region, "awslogs-stream-prefix": "task", ...logBuffer,
      },
    },
  };
}

/** Nobody's root: a plain user without capabilities on a read-only file system, and an init that reaps what it leaves. */
function hardening(spec: ServiceSpec) {
  return {
    user: spec.user,
    privileged: false,
    readonlyRootFilesystem: true,
    linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
  };
}

function insideCheck(health: HealthSpec, command: readonly string[]) {
  return {
    command,
    interval: health.intervalSeconds,
    timeout: healthCheckLimits.timeoutSeconds,
    retries: health.unhealthyCount,
    startPeriod: Math.min(health.graceSeconds, healthCheckLimits.longestStartSeconds),
  };
}

/** In the order in which AWS keeps them, so that the same settings always make the same document. */
function byName<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
