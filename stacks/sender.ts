import type * as pulumi from "@pulumi/pulumi";
import { QueueReader, TopicListener, mailFrom, pushBy, receiveFrom, sendTo, textFrom, type ChannelEnd, type Pinpoint, type Queue } from "../components/messaging";
import { useItems } from "../components/tables";
import { buildFunction, type FunctionSite } from "./functions";
import { type PlaceMessaging } from "./messaging";
import { type Settings } from "./settings";

/** Longest that the sender works on one batch of notifications. */
export const senderSeconds = 60;

/** Messages in one batch, and batches at once: what a place sends stays below what channels take from it, and the rest waits in the queue. */
const batch = { size: 5, atOnce: 10 } as const;

export interface SenderArgs {
  readonly channels: Pinpoint;
  readonly queue: Queue;
  readonly notifications: PlaceMessaging["notifications"];
  readonly tables: PlaceMessaging["tables"];
}

/** Builds the function that brings a place's notifications to people. It needs no network of the platform's, and nothing of another place. */
export function buildSender(args: SenderArgs, site: FunctionSite): void {
  const { region: { place, inside } } = site;
  const name = `${place.key}-messaging-sender`;
  const failed: ChannelEnd = { ...args.notifications, key: "failed", arn: args.queue.failedArn };
  const sender = buildFunction(name, {
    code: "sender", description: "Brings notifications to people: push, text messages and e-mails.", timeoutSeconds: senderSeconds, memoryMiB: 512,
    failedEvents: "none", environment: environmentOf(args, site.settings), grants: grantsOf(args, failed),
  }, site);
  new QueueReader(name, {
    queueArn: args.notifications.queueArn, functionName: sender.functionName, batchSize: batch.size, atOnce: batch.atOnce, after: [sender],
  }, inside);
}

/** Builds the function that keeps what came back about addresses. */
export function buildFeedback({ channels: { feedbackTopicArn }, tables: { devices } }: Pick<SenderArgs, "channels" | "tables">, site: FunctionSite): void {
  if (feedbackTopicArn === undefined) return;
  const { region: { place, inside } } = site;
  const name = `${place.key}-messaging-heard`;
  const heard = buildFunction(name, {
    code: "feedback", description: "Marks addresses that do not exist, and those of people who complained.", timeoutSeconds: 30, failedEvents: "queue",
    environment: { DEVICES_TABLE: devices.tableName }, grants: useItems(devices, ["dynamodb:Query", "dynamodb:UpdateItem"], "address"),
    invokers: { feedback: { principal: "sns.amazonaws.com", sourceArn: feedbackTopicArn, account: "in-arn" } },
  }, site);
  new TopicListener(name, { topicArn: feedbackTopicArn, functionArn: heard.arn, after: [heard] }, inside);
}

function environmentOf({ channels, queue, notifications, tables }: SenderArgs, { domain, messaging }: Settings): Record<string, pulumi.Input<string>> {
  const { applicationId, sms, email } = channels;
  return {
    NOTIFICATIONS_URL: notifications.queueUrl, FAILED_URL: queue.failedUrl,
    DEVICES_TABLE: tables.devices.tableName, PREFERENCES_TABLE: tables.preferences.tableName, DELIVERIES_TABLE: tables.deliveries.tableName,
    ...(applicationId !== undefined && { PUSH_APPLICATION: applicationId }),
    ...(sms?.pool !== undefined && messaging.sms !== "none" && {
      SMS_POOL: sms.pool.arn, SMS_CONFIGURATION_SET: sms.configurationSetName, SMS_MESSAGE_TYPE: messaging.sms.messageType,
    }),
    ...(email !== undefined && messaging.email !== "none" && {
      EMAIL_FROM: `"${messaging.email.fromName}" <${messaging.email.fromUser}@${domain.zone}>`, EMAIL_CONFIGURATION_SET: email.configurationSetName,
    }),
  };
}

function grantsOf({ channels, notifications, tables }: SenderArgs, failed: ChannelEnd) {
  const { applicationId, sms, email } = channels;
  return [
    ...receiveFrom(notifications), ...sendTo(notifications), ...sendTo(failed),
    ...useItems(tables.devices, ["dynamodb:DeleteItem", "dynamodb:Query", "dynamodb:UpdateItem"], "address", "segment"),
    ...useItems(tables.preferences, ["dynamodb:BatchGetItem"]),
    ...useItems(tables.deliveries, ["dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]),
    ...(applicationId === undefined ? [] : [pushBy(notifications, applicationId)]),
    ...(sms?.pool === undefined ? [] : [textFrom(sms.pool.arn, sms.configurationSetArn)]),
    ...(email === undefined ? [] : [mailFrom(email.identityArn, email.configurationSetArn)]),
  ];
}
