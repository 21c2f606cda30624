import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

type Alarm = Omit<aws.cloudwatch.MetricAlarmArgs, "alarmActions">;

const often = { statistic: "Sum", period: 60, comparisonOperator: "GreaterThanThreshold", threshold: 0, treatMissingData: "notBreaching" } as const;

/**
 * What AppSync itself says of an API, by the end of the alarm's name. Errors of the caller's own are not among it.
 * Source: AWS AppSync Developer Guide, "CloudWatch metrics".
 */
export function apiAlarms(apiId: pulumi.Input<string>): Readonly<Record<string, Alarm>> {
  const metric = (metricName: string, alarmDescription: string): Alarm => ({
    ...often, alarmDescription, namespace: "AWS/AppSync", metricName, dimensions: { GraphQLAPIId: apiId }, evaluationPeriods: 1,
  });
  return {
    errors: metric("5XXError", "A call failed inside the API: look for its request in the API's log"),
    connects: metric("ConnectServerError", "A device could not connect to listen, for no fault of its own"),
    subscribes: metric("SubscribeServerError", "A device could not begin to listen, for no fault of its own"),
    publishes: metric("PublishDataMessageServerError", "Devices were not told of a write, for no fault of their own: they meet it at their next sync"),
  };
}

/** The refusals of the table, as the API's log tells of them: GraphQL answers them with 200, which no metric of AppSync counts. */
export interface Refusals {
  readonly pattern: string;
  readonly metricTransformation: aws.types.input.cloudwatch.LogMetricFilterMetricTransformation;
  readonly alarm: Alarm;
}

/**
 * What is counted of a log. Someone who was faster is no refusal: the resolver answers with a conflict. A single one may be a table that
 * grows, so that it takes two minutes out of three.
 * Source: AWS AppSync Developer Guide, "DynamoDB resolver", error types; CloudWatch Logs User Guide, "Filter pattern syntax for metric filters".
 */
export function refusals(apiId: pulumi.Input<string>): Refusals {
  const [namespace, name] = ["Understudy/Sync", pulumi.interpolate`refusals-${apiId}`];
  return {
    pattern: '"DynamoDB:" -"ConditionalCheckFailedException"',
    metricTransformation: { namespace, name, value: "1", unit: "Count" },
    alarm: {
      ...often, alarmDescription: "The table refuses what resolvers ask of it: look for DynamoDB: in the API's log", namespace, metricName: name,
      evaluationPeriods: 3, datapointsToAlarm: 2,
    },
  };
}
