import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

type Alarm = Omit<aws.cloudwatch.MetricAlarmArgs, "alarmActions">;

/** One in a minute is worth a look; no calls, no alarm. */
const any = {
  period: 60, evaluationPeriods: 1, comparisonOperator: "GreaterThanThreshold", threshold: 0, treatMissingData: "notBreaching",
} as const;

/**
 * What there is to hear about a function, by the end of the alarm's name.
 * Source: Lambda Developer Guide, "Using CloudWatch metrics with Lambda"; SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS".
 */
export function functionAlarms(functionName: pulumi.Input<string>, failedEventsName?: pulumi.Input<string>): Record<string, Alarm> {
  const metric = (metricName: string, alarmDescription: string): Alarm =>
    ({ ...any, alarmDescription, namespace: "AWS/Lambda", metricName, dimensions: { FunctionName: functionName }, statistic: "Sum" });
  return {
    errors: metric("Errors", "A call ended in an error"),
    throttles: metric("Throttles", "A call was turned away, since too many ran at once"),
    ...(failedEventsName !== undefined && {
      failed: {
        ...any,
        alarmDescription: "An event was given up: read it in the queue, put right what it met, and send it again",
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        dimensions: { QueueName: failedEventsName },
        statistic: "Maximum",
      },
    }),
  };
}
