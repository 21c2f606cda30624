import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allowPrincipal, document } from "../core/iam";
import { arnOf, type Place } from "../core/place";
import { type Plan } from "./spec";

export interface PoolRecordsArgs {
  readonly place: Place;
  /** ID of the user pool as the place answers for it. */
  readonly userPoolId: pulumi.Input<string>;
  readonly plan: Plan;
  /** Name of the log group after `/aws/vendedlogs/`, free in the region. */
  readonly logName: string;
  readonly logsKeyArn: pulumi.Input<string>;
  /** One of the values that CloudWatch Logs takes. */
  readonly retentionDays: number;
}

/**
 * What a user pool tells of a place: messages that could not be delivered and, on the plan that watches for threats, every sign-in with
 * its risk.
 * Source: Amazon Cognito Developer Guide, "Exporting logs from Amazon Cognito user pools".
 */
export class PoolRecords extends pulumi.ComponentResource {
  readonly logGroupName: pulumi.Output<string>;

  constructor(private readonly name: string, private readonly args: PoolRecordsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:PoolRecords", name, {}, opts);
    const { userPoolId, plan, logName, logsKeyArn, retentionDays } = args;
    const group = new aws.cloudwatch.LogGroup(name, {
      name: `/aws/vendedlogs/${logName}`, kmsKeyId: logsKeyArn, retentionInDays: retentionDays,
    }, { parent: this });
    const to = { cloudWatchLogsConfiguration: { logGroupArn: group.arn } };
    new aws.cognito.LogDeliveryConfiguration(name, {
      userPoolId,
      logConfigurations: [
        { eventSource: "userNotification", logLevel: "ERROR", ...to },
        ...(plan === "plus" ? [{ eventSource: "userAuthEvents", logLevel: "INFO", ...to }] : []),
      ],
    }, { parent: this, dependsOn: this.letDeliver(group) });
    this.logGroupName = group.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }

  /** Belongs to the log group and takes none of the ten policies of a region. Source: CloudWatch Logs User Guide, "Logs sent to CloudWatch Logs". */
  private letDeliver(group: aws.cloudwatch.LogGroup): aws.cloudwatch.LogResourcePolicy {
    const { place } = this.args;
    return new aws.cloudwatch.LogResourcePolicy(this.name, {
      resourceArn: group.arn,
      policyDocument: document(allowPrincipal({ Service: "delivery.logs.amazonaws.com" }, {
        sid: "DeliverPoolRecords",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [pulumi.interpolate`${group.arn}:*`],
        when: { StringEquals: { "aws:SourceAccount": place.account }, ArnLike: { "aws:SourceArn": arnOf(place, "logs", "*") } },
      })),
    }, { parent: this });
  }
}
