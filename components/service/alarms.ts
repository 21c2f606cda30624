import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { minutesOfAStart, periodSeconds, requestWindow } from "./noticing";
import type { ServiceSpec } from "./spec";

/**
 * A version is bad when so many percent of its requests go wrong. Below so many requests a minute one unlucky user would
 * decide, so the alarms about requests stay quiet: a canary of 5 percent is judged by them from 400 requests a minute on.
 */
const badVersion = { percent: 5, leastRequests: 20 } as const;

/** A load balancer and a target group, as CloudWatch names them. */
export interface MeasuredGroup {
  /** `app/<name>/<id>`. */
  readonly balancerArnSuffix: pulumi.Input<string>;
  /** `targetgroup/<name>/<id>`. */
  readonly targetGroupArnSuffix: pulumi.Input<string>;
}

type Query = aws.types.input.cloudwatch.MetricAlarmMetricQuery;

/**
 * What watches one target group while a version is released, by the part of the alarm's name. No requests and no tasks are
 * no failure, so that a group without traffic, and a standby without tasks, are quiet.
 *
 * Every metric here exists for a target group alone. A request that never gets an answer is counted for the whole load
 * balancer only (`HTTPCode_ELB_504_Count`): what sees it is the health check, once that hangs too, and `slow`, while some
 * answers still come.
 * Source: User Guide for Application Load Balancers, "CloudWatch metrics for your Application Load Balancer".
 */
export function releaseAlarms(group: MeasuredGroup, spec: ServiceSpec): Readonly<Record<string, aws.cloudwatch.MetricAlarmArgs>> {
  return {
    failed: failedRequests(group),
    ...(spec.answerSeconds !== undefined && { slow: slowAnswers(group, spec.answerSeconds) }),
    unfit: unfitTasks(group, minutesOfAStart(spec.health)),
  };
}

/** Requests that tasks answered with an error, and those that found no task: it refused the connection, or TLS. */
function failedRequests(group: MeasuredGroup): aws.cloudwatch.MetricAlarmArgs {
  const failures = { errors: "HTTPCode_Target_5XX_Count", refusals: "TargetConnectionErrorCount", handshakes: "TargetTLSNegotiationErrorCount" };
  const sum = Object.keys(failures).map((id) => `FILL(${id}, 0)`).join(" + ");
  return requestAlarm(`${badVersion.percent} percent of the requests or more fail in the service`, {
    label: "failed requests in percent", value: `100 * (${sum}) / requests`, threshold: badVersion.percent,
  }, [
    ...Object.entries(failures).map(([id, metricName]) => measured(group, { id, metricName, stat: "Sum" })),
    measured(group, { id: "requests", metricName: "RequestCount", stat: "Sum" }),
  ]);
}

/** The same share of the requests, but answered too late. */
function slowAnswers(group: MeasuredGroup, answerSeconds: number): aws.cloudwatch.MetricAlarmArgs {
  return requestAlarm(`${badVersion.percent} percent of the requests or more wait ${answerSeconds} seconds for their answer`, {
    label: "seconds to the answer", value: "FILL(answer, 0)", threshold: answerSeconds,
  }, [
    measured(group, { id: "answer", metricName: "TargetResponseTime", stat: `p${100 - badVersion.percent}` }),
    measured(group, { id: "requests", metricName: "RequestCount", stat: "Sum" }),
  ]);
}

function requestAlarm(
  alarmDescription: string, rule: { readonly label: string; readonly value: string; readonly threshold: number }, queries: readonly Query[],
): aws.cloudwatch.MetricAlarmArgs {
  return {
    alarmDescription,
    metricQueries: [
      { id: "judged", expression: `IF(requests >= ${badVersion.leastRequests}, ${rule.value}, 0)`, label: rule.label, returnData: true },
      ...queries,
    ],
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    threshold: rule.threshold,
    evaluationPeriods: requestWindow.minutes,
    datapointsToAlarm: requestWindow.badMinutes,
    treatMissingData: "notBreaching",
  };
}

function unfitTasks(group: MeasuredGroup, minutes: number): aws.cloudwatch.MetricAlarmArgs {
  return {
    alarmDescription: "Tasks fail their health check for longer than a start takes",
    namespace: "AWS/ApplicationELB",
    metricName: "UnHealthyHostCount",
    dimensions: dimensions(group),
    statistic: "Maximum",
    period: periodSeconds,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: minutes,
    datapointsToAlarm: minutes,
    treatMissingData: "notBreaching",
  };
}

function measured(group: MeasuredGroup, { id, metricName, stat }: { readonly id: string; readonly metricName: string; readonly stat: string }): Query {
  return { id, metric: { namespace: "AWS/ApplicationELB", metricName, dimensions: dimensions(group), period: periodSeconds, stat } };
}

function dimensions(group: MeasuredGroup): Record<string, pulumi.Input<string>> {
  return { LoadBalancer: group.balancerArnSuffix, TargetGroup: group.targetGroupArnSuffix };
}
