import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

type Alarm = Omit<aws.cloudwatch.MetricAlarmArgs, "alarmActions">;

/**
 * What there is to hear about an API, by the end of the alarm's name. Errors of the caller's own are not among it.
 * Source: AWS AppSync Developer Guide, "CloudWatch metrics".
 */
export function apiAlarms(apiId: pulumi.Input<string>): Readonly<Record<string, Alarm>> {
  const metric = (metricName: string, alarmDescription: string): Alarm => ({
    alarmDescription, namespace: "AWS/AppSync", metricName, dimensions: { GraphQLAPIId: apiId }, statistic: "Sum",
    period: 60, evaluationPeriods: 1, comparisonOperator: "GreaterThanThreshold", threshold: 0, treatMissingData: "notBreaching",
  });
  return {
    errors: metric("5XXError", "A call failed inside the API: look for its request in the API's log"),
    connects: metric("ConnectServerError", "A device could not begin to listen, for no fault of its own"),
  };
}
