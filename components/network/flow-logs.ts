import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Place } from "../core/place";
import { flowLogTrust, writeFlows } from "./flow-access";

export interface FlowLogsArgs {
  readonly place: Place;
  readonly vpcId: pulumi.Input<string>;
  /** Key of the place that CloudWatch Logs may use. */
  readonly keyArn: pulumi.Input<string>;
  /** Days that a record is kept: one of the periods that CloudWatch Logs knows. */
  readonly retentionDays: number;
}

/** Shorter of the two intervals that AWS offers: an incident is read minute by minute. Source: `aws.ec2.FlowLogArgs`. */
const aggregationSeconds = 60;

/** A record of every connection that a network accepted or refused, in an encrypted log group. */
export class FlowLogs extends pulumi.ComponentResource {
  readonly logGroupName: pulumi.Output<string>;

  constructor(private readonly name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:network:FlowLogs", name, {}, opts);
    const group = new aws.cloudwatch.LogGroup(name, {
      kmsKeyId: args.keyArn, retentionInDays: args.retentionDays,
    }, { parent: this });
    const { role, policy } = this.writer(args.place, group);
    new aws.ec2.FlowLog(name, {
      vpcId: args.vpcId,
      trafficType: "ALL",
      maxAggregationInterval: aggregationSeconds,
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
    }, { parent: this, dependsOn: policy });
    this.logGroupName = group.name;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }

  private writer(place: Place, group: aws.cloudwatch.LogGroup): { role: aws.iam.Role; policy: aws.iam.RolePolicy } {
    const role = new aws.iam.Role(this.name, {
      description: "Writes the flow logs of one network", assumeRolePolicy: flowLogTrust(place),
    }, { parent: this });
    const policy = new aws.iam.RolePolicy(this.name, {
      role: role.name, policy: writeFlows(place, group.arn, pulumi.interpolate`${group.arn}:*`),
    }, { parent: this });
    return { role, policy };
  }
}
