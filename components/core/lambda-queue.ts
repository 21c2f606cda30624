import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { document } from "./iam";

/** The longest that SQS keeps a message. Source: SQS API, `SetQueueAttributes`, MessageRetentionPeriod. */
const longestKeptSeconds = 14 * 24 * 60 * 60;

/** Builds the queue that keeps what a function could not handle, for two weeks and under the place's key. It takes no plain HTTP. */
export function buildFailedEvents(name: string, keyArn: pulumi.Input<string>, parent: pulumi.Resource): aws.sqs.Queue {
  const queue = new aws.sqs.Queue(name, { kmsMasterKeyId: keyArn, messageRetentionSeconds: longestKeptSeconds }, { parent });
  new aws.sqs.QueuePolicy(name, {
    queueUrl: queue.id,
    policy: document({
      Sid: "DenyPlaintext", Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: queue.arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  }, { parent });
  return queue;
}
