import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { document, type Statement } from "../core/iam";
import { nameProblems } from "../core/names";
import { isPositiveInteger } from "../core/numbers";
import { type Place } from "../core/place";
import { insist } from "../core/problems";
import { takeNotices, usersPrefix } from "./access";

export interface NoticesArgs {
  readonly place: Place;
  readonly bucket: { readonly bucketName: pulumi.Input<string>; readonly arn: pulumi.Input<string> };
  /** Key of the queues, which S3 may use. */
  readonly keyArn: pulumi.Input<string>;
  /** Longest that the function works on a batch, in whole seconds: its timeout. */
  readonly workSeconds: number;
  /** Who hears an alarm: ARNs of topics. */
  readonly alarmActionArns: readonly pulumi.Input<string>[];
}

/**
 * How much longer than a function's timeout a message stays hidden while it is worked on, and how often it is tried before it
 * is put aside. Source: Lambda Developer Guide, "Creating and configuring an Amazon SQS event source mapping".
 */
const [timeouts, attempts] = [6, 5];

/** Longest that SQS keeps a message, and hides one. Source: SQS API, `SetQueueAttributes`, MessageRetentionPeriod and VisibilityTimeout. */
const limits = { keptSeconds: 14 * 24 * 60 * 60, hiddenSeconds: 12 * 60 * 60 } as const;

/** Oldest that a notice gets, in seconds, before somebody should look. */
const lateSeconds = 900;

/**
 * What tells of the files that users send: the bucket's notices, in a queue that holds them for two weeks, and beside it a
 * queue for those that nobody could handle. A file that comes by replication raises a notice too, so that what one place had
 * no time to look at is looked at in the other.
 *
 * @throws {pulumi.ResourceError} when the queue could not hide a message for long enough.
 */
export class Notices extends pulumi.ComponentResource {
  /** Comes once S3 may put notices in. */
  readonly queueArn: pulumi.Output<string>;
  readonly queueUrl: pulumi.Output<string>;
  /** Where notices are that nobody could handle. */
  readonly asideUrl: pulumi.Output<string>;

  constructor(private readonly name: string, private readonly args: NoticesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:uploads:Notices", name, {}, opts);
    insist(problemsOf(name, args), this);
    const { place, bucket, workSeconds } = args;
    const aside = this.queue(`${name}-aside`, {}, () => []);
    const queue = this.queue(name, {
      visibilityTimeoutSeconds: workSeconds * timeouts,
      redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: aside.queue.arn, maxReceiveCount: attempts }),
    }, (arn) => [takeNotices({ place, arn }, bucket.arn)]);
    new aws.sqs.RedriveAllowPolicy(name, {
      queueUrl: aside.queue.id, redriveAllowPolicy: pulumi.jsonStringify({ redrivePermission: "byQueue", sourceQueueArns: [queue.queue.arn] }),
    }, { parent: this });
    new aws.s3.BucketNotification(name, {
      bucket: bucket.bucketName, queues: [{ id: "sent", queueArn: queue.queue.arn, events: ["s3:ObjectCreated:*"], filterPrefix: usersPrefix }],
    }, { parent: this, dependsOn: queue.policy });
    this.listen(queue.queue, aside.queue);
    this.queueArn = queue.queue.arn;
    this.queueUrl = queue.queue.id;
    this.asideUrl = aside.queue.id;
    this.registerOutputs({ queueArn: this.queueArn, queueUrl: this.queueUrl, asideUrl: this.asideUrl });
  }

  private queue(name: string, args: aws.sqs.QueueArgs, access: (arn: pulumi.Output<string>) => readonly Statement[]) {
    const queue = new aws.sqs.Queue(name, { kmsMasterKeyId: this.args.keyArn, messageRetentionSeconds: limits.keptSeconds, ...args }, { parent: this });
    const policy = new aws.sqs.QueuePolicy(name, {
      queueUrl: queue.id,
      policy: document({
        Sid: "DenyPlaintext", Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: queue.arn, Condition: { Bool: { "aws:SecureTransport": "false" } },
      }, ...access(queue.arn)),
    }, { parent: this });
    return { queue, policy };
  }

  /** Source: SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS". */
  private listen(queue: aws.sqs.Queue, aside: aws.sqs.Queue): void {
    const shared = {
      namespace: "AWS/SQS", statistic: "Maximum", period: 60, evaluationPeriods: 1, comparisonOperator: "GreaterThanThreshold", treatMissingData: "notBreaching",
    } as const;
    const alarmActions = [...this.args.alarmActionArns];
    new aws.cloudwatch.MetricAlarm(`${this.name}-aside`, {
      ...shared, alarmActions, threshold: 0, metricName: "ApproximateNumberOfMessagesVisible", dimensions: { QueueName: aside.name },
      alarmDescription: "A file that a user sent could not be looked at: read why in the function's log, put it right, and redrive the queue",
    }, { parent: this });
    new aws.cloudwatch.MetricAlarm(`${this.name}-late`, {
      ...shared, alarmActions, threshold: lateSeconds, metricName: "ApproximateAgeOfOldestMessage", dimensions: { QueueName: queue.name },
      alarmDescription: "Files that users sent wait to be looked at",
    }, { parent: this });
  }
}

function problemsOf(name: string, { workSeconds }: NoticesArgs): string[] {
  const most = limits.hiddenSeconds / timeouts;
  return [
    ...nameProblems("sqsQueue", `${name}-aside`),
    ...(isPositiveInteger(workSeconds) && workSeconds <= most ? [] : [`workSeconds is ${workSeconds}: want whole seconds from 1 to ${most}`]),
  ];
}
