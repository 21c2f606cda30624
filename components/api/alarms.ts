import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

type Alarm = Omit<aws.cloudwatch.MetricAlarmArgs, "alarmActions">;

/** Share of requests that may fail, in percent, and the milliseconds in which 99 of 100 are answered: what a user still takes for a working app. */
const limits = { failedPercent: 1, slowMilliseconds: 3000 } as const;

/**
 * What there is to hear about an API, by the end of the alarm's name: five minutes of either are no accident.
 * Source: API Gateway Developer Guide, "Amazon API Gateway dimensions and metrics": the average of 5XXError is the share of failures.
 */
export function apiAlarms(apiName: pulumi.Input<string>, stage: string): Record<string, Alarm> {
  const shared = {
    namespace: "AWS/ApiGateway", dimensions: { ApiName: apiName, Stage: stage }, period: 60, evaluationPeriods: 5, datapointsToAlarm: 3,
    comparisonOperator: "GreaterThanThreshold", treatMissingData: "notBreaching",
  } as const;
  return {
    failures: { ...shared, alarmDescription: "Requests fail on our side", metricName: "5XXError", statistic: "Average", threshold: limits.failedPercent / 100 },
    slow: { ...shared, alarmDescription: "One request in a hundred waits for too long", metricName: "Latency", extendedStatistic: "p99", threshold: limits.slowMilliseconds },
  };
}
