import assert from "node:assert/strict";
import { Queue, QueueReader, Topic, TopicListener, type Publisher } from "../../../components/messaging";
import { record } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const arn = (name: string): string => `arn:aws:test:::${name}`;
const name = "use2-messaging-notifications";
const buildQueue = () => record((opts) => new Queue(name, {
  keyArn: "arn:key", fedBy: { events: { topicArn: "arn:events", attribute: "kind", values: ["notification"] } }, workSeconds: 60, alarmActionArns: ["arn:operators"],
}, opts));
const statementsOf = (inputs: Readonly<Record<string, unknown>>): unknown => (inputs["policy"] as { Statement: unknown }).Statement;

describe("Queue", () => {
  it("is encrypted, hides a message for as long as it is worked on, and keeps what was tried in vain", async () => {
    const { graph } = await buildQueue();
    assert.deepEqual(graph.inputs("aws:sqs/queue:Queue"), {
      [name]: {
        kmsMasterKeyId: "arn:key", messageRetentionSeconds: 345_600, visibilityTimeoutSeconds: 360, receiveWaitTimeSeconds: 20,
        redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn(`${name}-failed`), maxReceiveCount: 10 }),
      },
      [`${name}-failed`]: { kmsMasterKeyId: "arn:key", messageRetentionSeconds: 1_209_600 },
    });
    assert.deepEqual(graph.one("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", `${name}-failed`).inputs, {
      queueUrl: `${name}-failed-id`, redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [arn(name)] }),
    });
  });

  it("lets in its topics alone, over TLS alone", async () => {
    const { graph } = await buildQueue();
    const plain = (queue: string): object => ({ Sid: "DenyPlaintext", Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: arn(queue), Condition: { Bool: { "aws:SecureTransport": "false" } } });
    assert.deepEqual(Object.entries(graph.inputs("aws:sqs/queuePolicy:QueuePolicy")).map(([queue, inputs]) => [queue, statementsOf(inputs)]), [
      [name, [plain(name), {
        Sid: "FedByEvents", Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: ["sqs:SendMessage"], Resource: [arn(name)],
        Condition: { ArnEquals: { "aws:SourceArn": "arn:events" } },
      }]],
      [`${name}-failed`, [plain(`${name}-failed`)]],
    ]);
  });

  it("takes from a topic what is meant for it, as it was published, once the topic may feed it", async () => {
    const { graph } = await buildQueue();
    const subscription = graph.one("aws:sns/topicSubscription:TopicSubscription", `${name}-events`);
    assert.deepEqual(subscription.inputs, {
      topic: "arn:events", protocol: "sqs", endpoint: arn(name), rawMessageDelivery: true, filterPolicyScope: "MessageAttributes", filterPolicy: JSON.stringify({ kind: ["notification"] }),
    });
    assert.ok(subscription.dependencies.includes(`aws:sqs/queuePolicy:QueuePolicy ${name}`));
  });

  it("tells operators of what nobody takes, and of what was given up", async () => {
    const { graph } = await buildQueue();
    assert.deepEqual(Object.entries(graph.inputs("aws:cloudwatch/metricAlarm:MetricAlarm")).map(([alarm, { metricName, threshold, dimensions, alarmActions }]) => [alarm, metricName, threshold, dimensions, alarmActions]), [
      [`${name}-age`, "ApproximateAgeOfOldestMessage", 1800, { QueueName: `${name}-name` }, ["arn:operators"]],
      [`${name}-failed`, "ApproximateNumberOfMessagesVisible", 0, { QueueName: `${name}-failed-name` }, ["arn:operators"]],
    ]);
  });

  it("refuses a name that AWS would not take with its suffix", async () => {
    await assert.rejects(record((opts) => new Queue("q".repeat(80), { keyArn: "k", fedBy: {}, workSeconds: 60, alarmActionArns: [] }, opts)), { message: /^q{80}-failed/ });
  });
});

const told: Publisher = { principal: "cloudwatch.amazonaws.com", account: "told" };
const untold: Publisher = { principal: "events.amazonaws.com", account: "untold" };

describe("Topic", () => {
  it("is encrypted, and takes from the services that it names, each for this account where it says so, over TLS alone", async () => {
    const { graph } = await record((opts) => new Topic("use2-messaging-operators", {
      place, keyArn: "arn:key", publishers: { Alarms: told, Events: untold }, subscribers: { emails: ["On.Call@example.com"], webhooks: { pager: "https://pager.example.com/hook" } },
    }, opts));
    const topicArn = arn("use2-messaging-operators");
    assert.deepEqual(graph.one("aws:sns/topic:Topic", "use2-messaging-operators").inputs, { kmsMasterKeyId: "arn:key" });
    const publish = { Effect: "Allow", Action: ["sns:Publish"], Resource: [topicArn] };
    assert.deepEqual(statementsOf(graph.one("aws:sns/topicPolicy:TopicPolicy", "use2-messaging-operators").inputs), [
      { Sid: "DenyPlaintext", Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: topicArn, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { ...publish, Sid: "PublishAlarms", Principal: { Service: "cloudwatch.amazonaws.com" }, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } },
      { ...publish, Sid: "PublishEvents", Principal: { Service: "events.amazonaws.com" } },
    ]);
    assert.deepEqual(graph.inputs("aws:sns/topicSubscription:TopicSubscription"), {
      "use2-messaging-operators-on-call-example-com": { topic: topicArn, protocol: "email", endpoint: "On.Call@example.com" },
      "use2-messaging-operators-pager": { topic: topicArn, protocol: "https", endpoint: "https://pager.example.com/hook", endpointAutoConfirms: false },
    });
  });
});

describe("what joins functions to queues and topics", () => {
  it("hands over batches, and takes back only the messages that failed", async () => {
    const { graph } = await record((opts) => new QueueReader("use2-messaging-sender", { queueArn: "arn:queue", functionName: "sender", batchSize: 5, atOnce: 10, after: [] }, opts));
    assert.deepEqual(graph.one("aws:lambda/eventSourceMapping:EventSourceMapping", "use2-messaging-sender").inputs, {
      eventSourceArn: "arn:queue", functionName: "sender", batchSize: 5, functionResponseTypes: ["ReportBatchItemFailures"], scalingConfig: { maximumConcurrency: 10 },
    });
  });

  it("calls a function with what is published", async () => {
    const { graph } = await record((opts) => new TopicListener("use2-messaging-heard", { topicArn: "arn:topic", functionArn: "arn:function", after: [] }, opts));
    assert.deepEqual(graph.one("aws:sns/topicSubscription:TopicSubscription", "use2-messaging-heard").inputs, { topic: "arn:topic", protocol: "lambda", endpoint: "arn:function" });
  });
});
