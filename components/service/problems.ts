import { logRetentionProblems } from "../core/log-retention";
import { nameProblems } from "../core/names";
import { releaseProblems } from "./release";
import { routeProblems } from "./routing";
import { scalingProblems, type TaskBounds } from "./scaling";
import { variableProblems } from "./secrets";
import { sizeProblems } from "./sizing";
import type { HealthSpec, ServiceSpec } from "./spec";
import { volumeProblems } from "./volumes";

interface Range {
  readonly least: number;
  readonly most: number;
}

/** Source: ECS API, `EphemeralStorage`, sizeInGiB. */
const storageGiB: Range = { least: 21, most: 200 };

/** A container without root and without capabilities cannot listen below 1024. */
const ports: Range = { least: 1024, most: 65_535 };

/** Source: ECS API, `ContainerDefinition`, stopTimeout: Fargate waits 120 seconds at most. */
const drainSeconds: Range = { least: 0, most: 120 };

/** Beside 0, which switches it off. Source: ELB API, `TargetGroupAttribute`, slow_start.duration_seconds. */
const slowStartSeconds: Range = { least: 30, most: 900 };

/** Source: ELB API, `CreateTargetGroup`, HealthCheckIntervalSeconds, HealthyThresholdCount, UnhealthyThresholdCount. */
const checkLimits = { intervalSeconds: { least: 5, most: 300 }, count: { least: 2, most: 10 } } as const;

/** A load balancer waits no longer for an answer. Source: ELB API, `LoadBalancerAttribute`, idle_timeout.timeout_seconds. */
const longestAnswerSeconds = 4000;

/** What a service is judged by: its own name, its settings, its public names, and its size today. */
export interface Judged {
  readonly name: string;
  readonly spec: ServiceSpec;
  readonly hosts: readonly string[];
  readonly tasks: TaskBounds;
}

/** Everything that is wrong with a service, one sentence each. */
export function serviceProblems({ name, spec, hosts, tasks }: Judged): string[] {
  return [
    ...nameProblems("targetGroup", `${name}-a`),
    ...imageProblems(spec),
    ...sizeProblems(spec),
    ...rangeProblems("ephemeralStorageGiB", spec.ephemeralStorageGiB, storageGiB),
    ...rangeProblems("port", spec.port, ports),
    ...(/^[1-9]\d*:[1-9]\d*$/.test(spec.user) ? [] : [`user is "${spec.user}": want numbers of a user and a group other than root, such as 10001:10001`]),
    ...variableProblems(spec.environment, spec.secrets),
    ...volumeProblems(spec.writablePaths),
    ...routeProblems({ hosts, paths: spec.route.paths, priority: spec.route.priority }),
    ...healthProblems(spec.health),
    ...rangeProblems("drainSeconds", spec.drainSeconds, drainSeconds),
    ...(spec.slowStartSeconds === 0 ? [] : rangeProblems("slowStartSeconds", spec.slowStartSeconds, slowStartSeconds)),
    ...scalingProblems(tasks, spec.scaling, spec.release),
    ...releaseProblems(spec),
    ...answerProblems(spec.answerSeconds),
    ...logRetentionProblems("logRetentionDays", spec.logRetentionDays),
  ];
}

function imageProblems({ image }: ServiceSpec): string[] {
  return [
    ...(/^[a-z0-9]+([._/-][a-z0-9]+)*$/.test(image.repository)
      ? []
      : [`image.repository is "${image.repository}": want a repository of the place's own registry, such as app`]),
    ...(/^sha256:[0-9a-f]{64}$/.test(image.digest)
      ? []
      : [`image.digest is "${image.digest}": want sha256: and 64 hexadecimal digits, since a tag can change under a running service`]),
  ];
}

function healthProblems(health: HealthSpec): string[] {
  return [
    ...(health.path.startsWith("/") ? [] : [`health.path is "${health.path}": want a path that starts with a slash`]),
    ...rangeProblems("health.intervalSeconds", health.intervalSeconds, checkLimits.intervalSeconds),
    ...rangeProblems("health.healthyCount", health.healthyCount, checkLimits.count),
    ...rangeProblems("health.unhealthyCount", health.unhealthyCount, checkLimits.count),
    ...rangeProblems("health.graceSeconds", health.graceSeconds, { least: 0, most: 2_147_483_647 }),
  ];
}

function answerProblems(seconds: number | undefined): string[] {
  return seconds === undefined || (seconds > 0 && seconds <= longestAnswerSeconds)
    ? []
    : [`answerSeconds is ${seconds}: want more than 0 and at most ${longestAnswerSeconds}`];
}

function rangeProblems(field: string, value: number, { least, most }: Range): string[] {
  return Number.isInteger(value) && value >= least && value <= most ? [] : [`${field} is ${value}: want a whole number from ${least} to ${most}`];
}
