import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allowPrincipal, document, type Statement } from "../core/iam";
import { nameProblems } from "../core/names";
import { insist } from "../core/problems";
import { sidWord } from "../core/sid-word";

export interface QueueArgs {
  /** Key of the place for topics and queues. */
  readonly keyArn: pulumi.Input<string>;
  /** Topics that feed the queue, by a key that names them. */
  readonly fedBy: Readonly<Record<string, Feed>>;
  /** Longest that one batch is worked on, in whole seconds: how long a function may run. 1 to 900. */
  readonly workSeconds: number;
  /** Who hears an alarm: ARNs of topics. */
  readonly alarmActionArns: readonly pulumi.Input<string>[];
}

/** A topic that feeds a queue with what has an attribute of one of these values; with the message as it was published. */
export interface Feed {
  readonly topicArn: pulumi.Input<string>;
  readonly attribute: string;
  readonly values: readonly string[];
}

const day = 24 * 60 * 60;

/** Longest that SQS keeps a message. Source: SQS API, `SetQueueAttributes`, MessageRetentionPeriod. */
const keptSeconds = { waiting: 4 * day, givenUp: 14 * day } as const;

/** Source: Lambda Developer Guide, "Using Lambda with Amazon SQS", Configuring a queue to use with Lambda: six times the function's timeout. */
const visibilityFactor = 6;

/** Tries before a message is put aside: with pauses that double from two seconds on, the last comes after about a quarter of an hour. */
const tries = 10;

/**
 * A message waits at most 15 minutes on purpose, and about as long again while a channel is throttled: one that is older has met nobody.
 * Source: SQS API, `SendMessage`, DelaySeconds.
 */
const tooOldSeconds = 2 * 15 * 60;

/**
 * An encrypted queue of one place with a queue beside it for what was tried in vain, over TLS alone, and alarms on both.
 *
 * @throws {pulumi.ResourceError} when its name does not fit AWS.
 */
export class Queue extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly url: pulumi.Output<string>;
  /** What was tried in vain. */
  readonly failedArn: pulumi.Output<string>;
  readonly failedUrl: pulumi.Output<string>;

  constructor(private readonly name: string, private readonly args: QueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:messaging:Queue", name, {}, opts);
    const failedName = `${name}-failed`;
    insist(nameProblems("sqsQueue", failedName), this);
    const failed = new aws.sqs.Queue(failedName, { kmsMasterKeyId: args.keyArn, messageRetentionSeconds: keptSeconds.givenUp }, { parent: this });
    const queue = new aws.sqs.Queue(name, {
      kmsMasterKeyId: args.keyArn, messageRetentionSeconds: keptSeconds.waiting, visibilityTimeoutSeconds: args.workSeconds * visibilityFactor,
      receiveWaitTimeSeconds: 20,
      redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: failed.arn, maxReceiveCount: tries }),
    }, { parent: this });
    new aws.sqs.RedriveAllowPolicy(failedName, {
      queueUrl: failed.id, redriveAllowPolicy: pulumi.jsonStringify({ redrivePermission: "byQueue", sourceQueueArns: [queue.arn] }),
    }, { parent: this });
    new aws.sqs.QueuePolicy(failedName, { queueUrl: failed.id, policy: document(denyPlaintext(failed.arn)) }, { parent: this });
    const policy = new aws.sqs.QueuePolicy(name, { queueUrl: queue.id, policy: document(denyPlaintext(queue.arn), ...feeders(args.fedBy, queue.arn)) }, { parent: this });
    this.feed(queue, policy);
    this.watch(queue, failed);
    this.arn = pulumi.all([queue.arn, policy.id]).apply(([arn]) => arn);
    this.url = queue.id;
    this.failedArn = failed.arn;
    this.failedUrl = failed.id;
    this.registerOutputs({ arn: this.arn, url: this.url, failedArn: this.failedArn, failedUrl: this.failedUrl });
  }

  private feed(queue: aws.sqs.Queue, policy: aws.sqs.QueuePolicy): void {
    for (const [key, { topicArn, attribute, values }] of Object.entries(this.args.fedBy)) {
      new aws.sns.TopicSubscription(`${this.name}-${key}`, {
        topic: topicArn, protocol: "sqs", endpoint: queue.arn, rawMessageDelivery: true,
        filterPolicyScope: "MessageAttributes", filterPolicy: JSON.stringify({ [attribute]: values }),
      }, { parent: this, dependsOn: [policy] });
    }
  }

  /** Source: SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS". */
  private watch(queue: aws.sqs.Queue, failed: aws.sqs.Queue): void {
    const alarm = (key: string, of: aws.sqs.Queue, rest: Pick<aws.cloudwatch.MetricAlarmArgs, "alarmDescription" | "metricName" | "threshold">): void => {
      new aws.cloudwatch.MetricAlarm(`${this.name}-${key}`, {
        ...rest, namespace: "AWS/SQS", dimensions: { QueueName: of.name }, statistic: "Maximum", period: 60, evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold", treatMissingData: "notBreaching", alarmActions: [...this.args.alarmActionArns],
      }, { parent: this });
    };
    alarm("age", queue, {
      alarmDescription: "A message has waited for too long: nobody takes it, or whoever does fails", metricName: "ApproximateAgeOfOldestMessage", threshold: tooOldSeconds,
    });
    alarm("failed", failed, {
      alarmDescription: "A message was given up: read it in the queue, put right what it met, and send it again",
      metricName: "ApproximateNumberOfMessagesVisible", threshold: 0,
    });
  }
}

function denyPlaintext(queueArn: pulumi.Input<string>): Statement {
  return { Sid: "DenyPlaintext", Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: queueArn, Condition: { Bool: { "aws:SecureTransport": "false" } } };
}

/** Source: SNS Developer Guide, "Subscribing an Amazon SQS queue to an Amazon SNS topic", step 2. */
function feeders(topics: QueueArgs["fedBy"], queueArn: pulumi.Input<string>): readonly Statement[] {
  return Object.entries(topics).map(([key, { topicArn }]) => allowPrincipal({ Service: "sns.amazonaws.com" }, {
    sid: `FedBy${sidWord(key)}`, actions: ["sqs:SendMessage"], resources: [queueArn], when: { ArnEquals: { "aws:SourceArn": topicArn } },
  }));
}
