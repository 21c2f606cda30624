import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isPositiveInteger } from "../core/numbers";
import { insist } from "../core/problems";

/** What a place hears of a copy that falls behind. */
export interface LagAlarmArgs {
  readonly clusterIdentifier: pulumi.Input<string>;
  /** Seconds of writes that may be lost without anybody having agreed to it. */
  readonly maxLagSeconds: number;
  readonly alarmActionArns: readonly pulumi.Input<string>[];
}

/** Minutes of lag in a row that are no burst. */
const minutes = 5;

/**
 * Tells operators when a place's copy of the database is further behind than may be lost: a failover at that moment would have to ask. Both places
 * have it, and only the one that follows has the figure, so that a change of roles moves the alarm by itself. A copy that gives no figure at all
 * is the detector's to notice.
 * Source: Amazon Aurora User Guide, "Amazon CloudWatch metrics for Amazon Aurora", AuroraGlobalDBReplicationLag, in milliseconds.
 */
export class LagAlarm extends pulumi.ComponentResource {
  constructor(name: string, { clusterIdentifier, maxLagSeconds, alarmActionArns }: LagAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:database:LagAlarm", name, {}, opts);
    insist(isPositiveInteger(maxLagSeconds) ? [] : [`maxLagSeconds is ${String(maxLagSeconds)}: want whole seconds, 1 or more`], this);
    new aws.cloudwatch.MetricAlarm(name, {
      namespace: "AWS/RDS", metricName: "AuroraGlobalDBReplicationLag", dimensions: { DBClusterIdentifier: clusterIdentifier }, statistic: "Maximum",
      period: 60, evaluationPeriods: minutes, comparisonOperator: "GreaterThanThreshold", threshold: maxLagSeconds * 1000, treatMissingData: "notBreaching",
      alarmDescription: `This place's copy of the database has been more than ${String(maxLagSeconds)} s behind for ${String(minutes)} minutes`, alarmActions: [...alarmActionArns],
    }, { parent: this });
    this.registerOutputs({});
  }
}
