import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface WorkerArgs {
  readonly queueArn: pulumi.Input<string>;
  /** Function that answers with the messages it could not handle. Its role may work through the queue by now. */
  readonly function: { readonly functionName: pulumi.Input<string>; readonly ready: pulumi.Resource };
}

/** How many messages a function gets at once, and how many of it run at once: files are looked at one after the other. Source: Lambda API, `CreateEventSourceMapping`, ScalingConfig: 2 at least. */
const [batchSize, maximumConcurrency] = [10, 10];

/** Hands the messages of a queue to a function. One that cannot be handled comes again without the others of its batch. */
export class Worker extends pulumi.ComponentResource {
  constructor(name: string, { queueArn, function: { functionName, ready } }: WorkerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:uploads:Worker", name, {}, opts);
    new aws.lambda.EventSourceMapping(name, {
      eventSourceArn: queueArn, functionName, batchSize, scalingConfig: { maximumConcurrency }, functionResponseTypes: ["ReportBatchItemFailures"],
    }, { parent: this, dependsOn: ready });
    this.registerOutputs({});
  }
}
