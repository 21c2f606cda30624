import type * as pulumi from "@pulumi/pulumi";
import { allow, document, trust, type Document } from "../core/iam";
import { arnOf, type Place } from "../core/place";

/**
 * Lets the flow logs of a place, and no others, take up their role.
 * Source: VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs", confused deputy.
 */
export function flowLogTrust(place: Place): Document {
  return trust("vpc-flow-logs.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": place.account },
    ArnLike: { "aws:SourceArn": arnOf(place, "ec2", "vpc-flow-log/*") },
  });
}

/** Lets flow logs write to their log group. The group exists, so they need not be able to create one. Source: as above. */
export function writeFlows(place: Place, logGroupArn: pulumi.Input<string>, streamsArn: pulumi.Input<string>): Document {
  return document(
    allow({
      sid: "WriteFlows",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [logGroupArn, streamsArn],
    }),
    // The list of groups is asked for before the group: AWS limits this action to an account's groups, not to one.
    allow({ sid: "FindLogGroup", actions: ["logs:DescribeLogGroups"], resources: [arnOf(place, "logs", "log-group:*")] }),
  );
}
