import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

type Alarm = Omit<aws.cloudwatch.MetricAlarmArgs, "alarmActions">;

/** One in a minute is worth a look; no calls, no alarm. */
const any = {
  period: 60, evaluationPeriods: 1, comparisonOperator: "GreaterThanThreshold", threshold: 0, treatMissingData: "notBreaching",
} as const;

/** Of all calls in a quarter of an hour. */
const mostPercent = 50;

interface Heard {
  readonly failedEventsName: pulumi.Input<string> | undefined;
  readonly errors: "any" | "most";
}

/**
 * What there is to hear about a function, by the end of the alarm's name.
 * Source: Lambda Developer Guide, "Using CloudWatch metrics with Lambda"; SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS".
 */
export function functionAlarms(functionName: pulumi.Input<string>, { failedEventsName, errors }: Heard): Record<string, Alarm> {
  const metric = (metricName: string, alarmDescription: string): Alarm =>
    ({ ...any, alarmDescription, namespace: "AWS/Lambda", metricName, dimensions: { FunctionName: functionName }, statistic: "Sum" });
  return {
    errors: errors === "any" ? metric("Errors", "A call ended in an error") : mostCallsFail(functionName),
    throttles: metric("Throttles", "A call was turned away, since too many ran at once"),
    ...(failedEventsName !== undefined && {
      lost: metric("DeadLetterErrors", "An event was given up and could not even be kept: look at the queue, its key and the role"),
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

/**
 * An error of such a function is a no to somebody, and no news; a function that does not work says no to everybody.
 * Source: CloudWatch User Guide, "Create an alarm based on a metric math expression".
 */
function mostCallsFail(functionName: pulumi.Input<string>): Alarm {
  const sum = (id: string, metricName: string) =>
    ({ id, metric: { namespace: "AWS/Lambda", metricName, dimensions: { FunctionName: functionName }, period: 300, stat: "Sum" } });
  return {
    alarmDescription: "Most calls ended in an error", evaluationPeriods: 3, datapointsToAlarm: 3, comparisonOperator: "GreaterThanThreshold", threshold: mostPercent,
    treatMissingData: "notBreaching",
    metricQueries: [
      { id: "percent", expression: "100 * errors / calls", label: "Calls that ended in an error, in percent", returnData: true }, sum("errors", "Errors"), sum("calls", "Invocations"),
    ],
  };
}
