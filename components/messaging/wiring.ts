import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface QueueReaderArgs {
  readonly queueArn: pulumi.Input<string>;
  /** Function that works on what is in the queue, and says which messages have to come back. */
  readonly functionName: pulumi.Input<string>;
  /** Most messages in one call, 1 to 10. */
  readonly batchSize: number;
  /** Most calls at once, 2 to 1,000. Source: Lambda API, `CreateEventSourceMapping`, ScalingConfig. */
  readonly atOnce: number;
  /** What has to be there first: the function with its rights. */
  readonly after: readonly pulumi.Resource[];
}

/** Has Lambda hand over to a function what is in a queue. */
export class QueueReader extends pulumi.ComponentResource {
  constructor(name: string, args: QueueReaderArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:messaging:QueueReader", name, {}, opts);
    new aws.lambda.EventSourceMapping(name, {
      eventSourceArn: args.queueArn, functionName: args.functionName, batchSize: args.batchSize,
      functionResponseTypes: ["ReportBatchItemFailures"], scalingConfig: { maximumConcurrency: args.atOnce },
    }, { parent: this, dependsOn: [...args.after] });
    this.registerOutputs({});
  }
}

export interface TopicListenerArgs {
  readonly topicArn: pulumi.Input<string>;
  readonly functionArn: pulumi.Input<string>;
  /** What has to be there first: the function, and the topic's permission to call it. */
  readonly after: readonly pulumi.Resource[];
}

/** Has a topic call a function with whatever is published. */
export class TopicListener extends pulumi.ComponentResource {
  constructor(name: string, args: TopicListenerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:messaging:TopicListener", name, {}, opts);
    new aws.sns.TopicSubscription(name, { topic: args.topicArn, protocol: "lambda", endpoint: args.functionArn }, { parent: this, dependsOn: [...args.after] });
    this.registerOutputs({});
  }
}
