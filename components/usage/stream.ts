import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isPositiveInteger } from "../core/numbers";
import { allow, type Statement } from "../core/iam";
import { type Place } from "../core/place";
import { insist } from "../core/problems";

export interface UsageStreamArgs {
  /** Key of the place that encrypts every event. */
  readonly keyArn: pulumi.Input<string>;
  /** Whole hours for which an event can be read, 24 to 8,760. */
  readonly retentionHours: number;
  /** Who hears an alarm: ARNs of topics. */
  readonly alarmActionArns: readonly pulumi.Input<string>[];
}

/** Source: Kinesis API, `IncreaseStreamRetentionPeriod`, RetentionPeriodHours. */
const hours = { least: 24, most: 8760 } as const;

/**
 * What users do, as it happens, in one place: whoever reads it gets the events of one user in their order. It grows with what
 * comes. Each place has its own; Kinesis replicates nothing, and what is in one when its region is lost comes back with it.
 *
 * @throws {pulumi.ResourceError} when the hours are none that Kinesis takes.
 */
export class UsageStream extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly streamName: pulumi.Output<string>;

  constructor(name: string, { keyArn, retentionHours, alarmActionArns }: UsageStreamArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:usage:UsageStream", name, {}, opts);
    insist(isPositiveInteger(retentionHours) && retentionHours >= hours.least && retentionHours <= hours.most ? []
      : [`retentionHours is ${retentionHours}: want whole hours from ${hours.least} to ${hours.most}`], this);
    const stream = new aws.kinesis.Stream(name, {
      streamModeDetails: { streamMode: "ON_DEMAND" }, encryptionType: "KMS", kmsKeyId: keyArn, retentionPeriod: retentionHours,
    }, { parent: this });
    // Source: Kinesis Data Streams Developer Guide, "Monitor the Amazon Kinesis Data Streams service with Amazon CloudWatch".
    new aws.cloudwatch.MetricAlarm(`${name}-refused`, {
      namespace: "AWS/Kinesis", metricName: "WriteProvisionedThroughputExceeded", dimensions: { StreamName: stream.name }, statistic: "Sum",
      period: 60, evaluationPeriods: 5, comparisonOperator: "GreaterThanThreshold", threshold: 0, treatMissingData: "notBreaching",
      alarmDescription: "More events come than the stream takes", alarmActions: [...alarmActionArns],
    }, { parent: this });
    this.arn = stream.arn;
    this.streamName = stream.name;
    this.registerOutputs({ arn: this.arn, streamName: this.streamName });
  }
}

/** A stream, and the key that encrypts it. */
export interface StreamEnd {
  readonly place: Place;
  readonly arn: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
}

/** Put events into a stream. Source: Kinesis Data Streams Developer Guide, "Permissions to use user-generated KMS keys", producers. */
export function putEvents({ place, arn, keyArn }: StreamEnd): Statement[] {
  return [
    allow({ sid: "PutEvents", actions: ["kinesis:PutRecords"], resources: [arn] }),
    allow({ sid: "EncryptEvents", actions: ["kms:GenerateDataKey"], resources: [keyArn], when: { StringEquals: { "kms:ViaService": `kinesis.${place.region}.amazonaws.com` } } }),
  ];
}
