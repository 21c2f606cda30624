import assert from "node:assert/strict";
import * as functions from "../../../functions/shared/upload";
import { quarantineTag as functionsTag } from "../../../functions/uploads-check/adapters";
import { keyPurposes } from "../../../components/keys/purposes";
import { eraseUploads, inspectUploads, Notices, quarantineTag, signUploads, Uploads, usersPrefix, Worker, workThrough, type NoticesArgs } from "../../../components/uploads";
import { record, value } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const bucket = { place, arn: "arn:aws:s3:::uploads", keyArn: "arn:key" };

describe("Uploads", () => {
  it("takes files from the pages of one origin, and lets nobody read what was refused", async () => {
    const { graph } = await record((opts) => new Uploads("use2-uploads", {
      place, namePrefix: "understudy-prod-uploads", keyArn: "arn:key", keepOlderVersionsDays: 30, webOrigin: "https://app.example.com",
      accessLogs: { bucketName: "logs", prefix: "requests" }, forceDestroy: false,
    }, opts), (type) => (type === "aws:s3/bucket:Bucket" ? { arn: "arn:aws:s3:::uploads" } : {}));
    const name = "understudy-prod-uploads-111122223333-us-east-2-an";
    assert.deepEqual(graph.inputs("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration"), { "use2-uploads": {
      bucket: name, corsRules: [{ id: "send", allowedMethods: ["PUT"], allowedOrigins: ["https://app.example.com"], allowedHeaders: ["*"], maxAgeSeconds: 7200 }],
    } });
    const { policy } = graph.one("aws:s3/bucketPolicy:BucketPolicy", "use2-uploads").inputs as { policy: { Statement: unknown[] } };
    assert.deepEqual(policy.Statement.at(-1), {
      Sid: "RefuseQuarantined", Effect: "Deny", Principal: "*", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: "arn:aws:s3:::uploads/*",
      Condition: { StringEquals: { "s3:ExistingObjectTag/verdict": "refused" } },
    });
    assert.deepEqual(graph.inputs("aws:s3/bucketVersioning:BucketVersioning"), { "use2-uploads": { bucket: name, versioningConfiguration: { status: "Enabled" } } });
  });

  it("has the same words for keys and tags as the functions", () => {
    assert.deepEqual([usersPrefix, quarantineTag.key, quarantineTag.value], [functions.usersPrefix, functionsTag.Key, functionsTag.Value]);
  });
});

const args: NoticesArgs = { place, bucket: { bucketName: "uploads", arn: "arn:aws:s3:::uploads" }, keyArn: "arn:key:intake", workSeconds: 60, alarmActionArns: ["arn:topic"] };
const build = (change: Partial<NoticesArgs> = {}) => record((opts) => new Notices("use2-uploads-notices", { ...args, ...change }, opts));

describe("Notices", () => {
  it("queue what S3 tells of users' files, and put aside what was tried in vain", async () => {
    const { graph } = await build();
    const kept = { kmsMasterKeyId: "arn:key:intake", messageRetentionSeconds: 1_209_600 };
    const arn = (name: string): string => `arn:aws:test:::${name}`;
    assert.deepEqual(graph.inputs("aws:sqs/queue:Queue"), {
      "use2-uploads-notices": { ...kept, visibilityTimeoutSeconds: 360, redrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("use2-uploads-notices-aside"), maxReceiveCount: 5 }) },
      "use2-uploads-notices-aside": kept,
    });
    assert.deepEqual(graph.inputs("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"), { "use2-uploads-notices": {
      queueUrl: "use2-uploads-notices-aside-id", redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [arn("use2-uploads-notices")] }),
    } });
    const notification = graph.one("aws:s3/bucketNotification:BucketNotification", "use2-uploads-notices");
    assert.deepEqual(notification.inputs, { bucket: "uploads", queues: [{ id: "sent", queueArn: arn("use2-uploads-notices"), events: ["s3:ObjectCreated:*"], filterPrefix: "users/" }] });
    assert.ok(notification.dependencies.includes("aws:sqs/queuePolicy:QueuePolicy use2-uploads-notices"));
  });

  it("let one bucket in, over TLS alone", async () => {
    const { graph } = await build();
    const statements = Object.entries(graph.inputs("aws:sqs/queuePolicy:QueuePolicy")).map(([name, { policy }]) => [name, (policy as { Statement: { Sid: string }[] }).Statement]);
    const plain = (name: string): object => ({ Sid: "DenyPlaintext", Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: `arn:aws:test:::${name}`, Condition: { Bool: { "aws:SecureTransport": "false" } } });
    assert.deepEqual(statements, [
      ["use2-uploads-notices", [plain("use2-uploads-notices"), {
        Sid: "TakeNotices", Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: ["sqs:SendMessage"], Resource: ["arn:aws:test:::use2-uploads-notices"],
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": "arn:aws:s3:::uploads" } },
      }]],
      ["use2-uploads-notices-aside", [plain("use2-uploads-notices-aside")]],
    ]);
  });

  it("tell operators of what was put aside, and of what waits", async () => {
    const { graph } = await build();
    assert.deepEqual(Object.entries(graph.inputs("aws:cloudwatch/metricAlarm:MetricAlarm")).map(([name, { metricName, threshold, dimensions, alarmActions }]) => [name, metricName, threshold, dimensions, alarmActions]), [
      ["use2-uploads-notices-aside", "ApproximateNumberOfMessagesVisible", 0, { QueueName: "use2-uploads-notices-aside-name" }, ["arn:topic"]],
      ["use2-uploads-notices-late", "ApproximateAgeOfOldestMessage", 900, { QueueName: "use2-uploads-notices-name" }, ["arn:topic"]],
    ]);
  });

  it("refuse work that is longer than a queue can hide a message for", async () => {
    await assert.rejects(build({ workSeconds: 7201 }), { message: "workSeconds is 7201: want whole seconds from 1 to 7200" });
  });

  it("may be put into the queue by buckets of the account in the region, under the place's key", () => {
    assert.deepEqual(keyPurposes.intake.uses(place), [
      {
        Sid: "TakeNotices", Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Resource: ["*"], Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": "arn:aws:s3:::*-111122223333-us-east-2*" } },
      },
      {
        Sid: "UseThroughQueuesAndStreams", Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Resource: ["*"], Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Condition: { StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": ["kinesis.us-east-2.amazonaws.com", "sqs.us-east-2.amazonaws.com"] } },
      },
    ]);
  });
});

describe("Worker", () => {
  it("hands messages on, some at a time, and lets the others of a batch be", async () => {
    const { graph } = await record((opts) => new Worker("use2-uploads-worker", { queueArn: "arn:queue", function: { functionName: "check", ready: new Uploads("x", {
      place, namePrefix: "a-b-uploads", keyArn: "k", keepOlderVersionsDays: 1, webOrigin: "*", accessLogs: { bucketName: "l", prefix: "r" }, forceDestroy: true,
    }, opts) } }, opts));
    assert.deepEqual(graph.inputs("aws:lambda/eventSourceMapping:EventSourceMapping"), { "use2-uploads-worker": {
      eventSourceArn: "arn:queue", functionName: "check", batchSize: 10, scalingConfig: { maximumConcurrency: 10 }, functionResponseTypes: ["ReportBatchItemFailures"],
    } });
  });
});

describe("what somebody may do to uploads", () => {
  const lines = async (statements: readonly { Sid?: unknown; Action?: unknown; Resource?: unknown; Condition?: unknown }[]): Promise<unknown[]> =>
    Promise.all(statements.map(async ({ Sid, Action, Resource, Condition }) => {
      const [resource] = Resource as Parameters<typeof value>[0][];
      return [Sid, Action, typeof resource === "object" ? await value(resource) : resource, ...(Condition === undefined ? [] : [Condition])];
    }));
  const context = { StringEquals: { "kms:ViaService": "s3.us-east-2.amazonaws.com" } };
  const users = "arn:aws:s3:::uploads/users/*";
  const listed = { StringLike: { "s3:prefix": "users/*" } };

  it("is sign, look, or erase, each by name and for users' files alone", async () => {
    const plain = (made: unknown[]): unknown[] => made.map((line) => (line as unknown[]).filter((part) => !(typeof part === "object" && part !== null && "StringEquals" in part)));
    assert.deepEqual(plain(await lines(signUploads(bucket))), [["SignUploads", ["s3:PutObject"], users], ["SignEncryption", ["kms:GenerateDataKey"], "arn:key"]]);
    assert.deepEqual(plain(await lines(inspectUploads(bucket))), [
      ["InspectUploads", ["s3:GetObjectVersion", "s3:PutObjectVersionTagging"], users], ["MissUploads", ["s3:ListBucket"], "arn:aws:s3:::uploads"], ["OpenUploads", ["kms:Decrypt"], "arn:key"],
    ]);
    assert.deepEqual(await lines(eraseUploads(bucket)), [["FindUploads", ["s3:ListBucketVersions"], "arn:aws:s3:::uploads", listed], ["EraseUploads", ["s3:DeleteObjectVersion"], users]]);
    assert.deepEqual(await lines(workThrough({ place, arn: "arn:queue", keyArn: "arn:key" })), [
      ["WorkThroughQueue", ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], "arn:queue"],
      ["OpenQueue", ["kms:Decrypt"], "arn:key", { StringEquals: { "kms:ViaService": context.StringEquals["kms:ViaService"].replace("s3", "sqs") } }],
    ]);
  });
});
