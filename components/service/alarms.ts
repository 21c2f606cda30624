import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { minutesToNotice } from "./release";
import type { HealthSpec } from "./spec";

const periodSeconds = 60;

/**
 * A version is bad when so many percent of its requests fail, in two minutes out of three. Below so many requests a minute
 * one unlucky user would decide, so the alarm stays quiet.
 */
const badVersion = { failedPercent: 5, leastRequests: 20, minutes: minutesToNotice, badMinutes: 2 } as const;

/** A load balancer and a target group, as CloudWatch names them. */
export interface MeasuredGroup {
  /** `app/<name>/<id>`. */
  readonly balancerArnSuffix: pulumi.Input<string>;
  /** `targetgroup/<name>/<id>`. */
  readonly targetGroupArnSuffix: pulumi.Input<string>;
}

/**
 * Alarm that too many requests fail in the service itself. No requests is no failure, so a group without traffic, and a
 * standby without tasks, are quiet.
 */
export function failedRequests(group: MeasuredGroup): aws.cloudwatch.MetricAlarmArgs {
  const sum = (id: string, metricName: string): aws.types.input.cloudwatch.MetricAlarmMetricQuery => ({
    id, metric: { namespace: "AWS/ApplicationELB", metricName, dimensions: dimensions(group), period: periodSeconds, stat: "Sum" },
  });
  return {
    alarmDescription: `${badVersion.failedPercent} percent of the requests or more fail in the service`,
    metricQueries: [
      {
        id: "failed",
        expression: `IF(requests >= ${badVersion.leastRequests}, 100 * FILL(errors, 0) / requests, 0)`,
        label: "failed requests in percent",
        returnData: true,
      },
      sum("errors", "HTTPCode_Target_5XX_Count"),
      sum("requests", "RequestCount"),
    ],
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: badVersion.failedPercent,
    evaluationPeriods: badVersion.minutes,
    datapointsToAlarm: badVersion.badMinutes,
    treatMissingData: "notBreaching",
  };
}

/** Alarm that tasks stay unfit for longer than a slow start explains. */
export function unfitTasks(group: MeasuredGroup, health: HealthSpec): aws.cloudwatch.MetricAlarmArgs {
  return {
    alarmDescription: "Tasks fail their health check for longer than a start takes",
    namespace: "AWS/ApplicationELB",
    metricName: "UnHealthyHostCount",
    dimensions: dimensions(group),
    statistic: "Maximum",
    period: periodSeconds,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: minutesOfAStart(health),
    datapointsToAlarm: minutesOfAStart(health),
    treatMissingData: "notBreaching",
  };
}

/** Minutes in which a task may fail checks and be well: its grace, and the checks that take it out after that. */
export function minutesOfAStart(health: HealthSpec): number {
  return Math.ceil((health.graceSeconds + health.unhealthyCount * health.intervalSeconds) / periodSeconds) + 1;
}

function dimensions(group: MeasuredGroup): Record<string, pulumi.Input<string>> {
  return { LoadBalancer: group.balancerArnSuffix, TargetGroup: group.targetGroupArnSuffix };
}
