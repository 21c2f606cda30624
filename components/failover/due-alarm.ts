import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { duePeriodSeconds } from "./due-period";

/** The figure by which a detector says that an activation of its place is due. */
export interface DueMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The figure of a place. */
export function dueMetric(namespace: string, place: string): DueMetric {
  return { namespace, metricName: "ActivationDue", dimensions: { Place: place } };
}

export interface DueAlarmArgs {
  readonly metric: DueMetric;
  /** Key of the place that is due. */
  readonly place: string;
  /** Who hears it: ARNs of topics. */
  readonly alarmActionArns: readonly pulumi.Input<string>[];
}

/** Rings while the detector of a place holds the other one for lost and nothing keeps it from starting. A detector that is silent rings nothing. */
export class DueAlarm extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { metric, place, alarmActionArns }: DueAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:failover:DueAlarm", name, {}, opts);
    const { namespace, metricName, dimensions } = metric;
    const alarm = new aws.cloudwatch.MetricAlarm(name, {
      alarmDescription: `The other place is declared lost: ARC Region switch activates ${place}. Look whether an activation begins`,
      namespace, metricName, dimensions, statistic: "Maximum", period: duePeriodSeconds, evaluationPeriods: 1, comparisonOperator: "GreaterThanThreshold", threshold: 0,
      treatMissingData: "notBreaching", alarmActions: [...alarmActionArns],
    }, { parent: this });
    this.arn = alarm.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
