import type * as aws from "@pulumi/aws";
import { cronProblems, isTimeZone } from "./cron";
import type { ReleaseSpec, ScalingSpec, ScheduleSpec } from "./spec";
import { shifts } from "./release";

/** How many tasks a place runs today. */
export interface TaskBounds {
  readonly min: number;
  readonly max: number;
  /**
   * Whether scheduled actions run. Suspended in a standby: a schedule would lift its floor every morning and, worse, take a
   * standby that has just become primary back to it. It stays suspended after a failover until the next deployment.
   */
  readonly schedules: "running" | "suspended";
}

/** Seconds to wait after growing and after shrinking: grow fast, shrink late. AWS's own value for both is 300. */
const cooldownSeconds = { out: 60, in: 300 } as const;

type Metric = "ECSServiceAverageCPUUtilization" | "ECSServiceAverageMemoryUtilization" | "ALBRequestCountPerTarget";

/** One thing that the number of tasks follows. */
export interface Tracking {
  /** Part of the policy's name. */
  readonly key: "cpu" | "memory" | "requests";
  readonly metric: Metric;
  readonly target: number;
}

/** What the number of tasks follows: the most demanding wins. */
export function trackings(scaling: ScalingSpec): Tracking[] {
  const requests = scaling.requestsPerTargetPerMinute;
  return [
    { key: "cpu", metric: "ECSServiceAverageCPUUtilization", target: scaling.cpuPercent },
    { key: "memory", metric: "ECSServiceAverageMemoryUtilization", target: scaling.memoryPercent },
    ...(requests === undefined ? [] : [{ key: "requests", metric: "ALBRequestCountPerTarget", target: requests } as const]),
  ];
}

/** A tracking in the words of Application Auto Scaling. Requests alone need a label that says of which target group. */
export function trackingConfiguration(
  tracking: Tracking, label: aws.types.input.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecification["resourceLabel"],
): aws.types.input.appautoscaling.PolicyTargetTrackingScalingPolicyConfiguration {
  return {
    targetValue: tracking.target,
    predefinedMetricSpecification: {
      predefinedMetricType: tracking.metric, ...(tracking.key === "requests" && label !== undefined && { resourceLabel: label }),
    },
    scaleOutCooldown: cooldownSeconds.out,
    scaleInCooldown: cooldownSeconds.in,
  };
}

/** What is wrong with bounds and scaling, one sentence each. */
export function scalingProblems(tasks: TaskBounds, scaling: ScalingSpec, release: ReleaseSpec): string[] {
  const requests = scaling.requestsPerTargetPerMinute;
  const names = scaling.schedules.map(({ name }) => name);
  return [
    ...boundsProblems("tasks", { ...tasks, least: 0 }),
    ...percentProblems("scaling.cpuPercent", scaling.cpuPercent),
    ...percentProblems("scaling.memoryPercent", scaling.memoryPercent),
    ...(requests !== undefined && !(requests > 0)
      ? [`scaling.requestsPerTargetPerMinute is ${requests}: want more than 0`]
      : []),
    // Source: ECS Developer Guide, "Use a target metric to scale Amazon ECS services": not with blue/green deployments.
    ...(requests !== undefined && shifts(release)
      ? [`scaling.requestsPerTargetPerMinute is set with ${release.strategy} releases: ` +
        "these move requests between two target groups, and the metric follows one; leave it out, or release rolling"]
      : []),
    ...names.filter((name, index) => names.indexOf(name) !== index)
      .map((name) => `scaling.schedules holds "${name}" twice: name each schedule once`),
    ...scaling.schedules.flatMap((schedule) => scheduleProblems(schedule, tasks.max)),
  ];
}

function scheduleProblems(schedule: ScheduleSpec, most: number): string[] {
  const where = `scaling.schedules.${schedule.name}`;
  return [
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(schedule.name)
      ? []
      : [`scaling.schedules holds "${schedule.name}": want lower-case letters, digits and hyphens in a name`]),
    ...cronProblems(schedule.cron).map((says) => `${where}.cron is "${schedule.cron}": ${says}`),
    ...(isTimeZone(schedule.timezone) ? [] : [`${where}.timezone is "${schedule.timezone}": want a name such as Europe/Berlin or UTC`]),
    ...boundsProblems(where, { ...schedule, least: 1 }),
    ...(schedule.max > most ? [`${where}.max is ${schedule.max}: want ${most} at most, the tasks.max of the service`] : []),
  ];
}

interface Bounds {
  readonly least: number;
  readonly min: number;
  readonly max: number;
}

function boundsProblems(where: string, { least, min, max }: Bounds): string[] {
  const whole = Number.isInteger(min) && Number.isInteger(max) && min >= least;
  return whole && min <= max ? [] : [`${where} is ${min} to ${max}: want whole numbers from ${least}, the first no higher than the second`];
}

function percentProblems(field: string, percent: number): string[] {
  return percent > 0 && percent <= 100 ? [] : [`${field} is ${percent}: want more than 0 and at most 100`];
}
