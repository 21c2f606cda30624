import type * as pulumi from "@pulumi/pulumi";
import { Queue, type ChannelEnd } from "../components/messaging";
import { type TableEnd } from "../components/tables";
import { type MessagingTables } from "./messaging-tables";
import { type Region } from "./region";

/** What a place has for telling people something. */
export interface PlaceMessaging {
  /** What every alarm of the place publishes to. */
  readonly operatorsTopicArn: pulumi.Output<string>;
  /** Takes what `functions/shared/notification.ts` describes: whatever is in it reaches people through the sender of the place. */
  readonly notifications: ChannelEnd & { readonly queueArn: pulumi.Output<string>; readonly queueUrl: pulumi.Output<string>; readonly keyArn: pulumi.Output<string> };
  readonly tables: Readonly<Record<keyof MessagingTables, TableEnd>>;
}

/** Longest that the sender works on one batch of notifications. */
const senderSeconds = 60;

/** Builds what a place tells people with. Nothing here knows a role: each place sends by itself, whatever became of the other. */
export function buildMessaging({ place, keys, inside, operators }: Region, { tables }: { readonly tables: MessagingTables }): PlaceMessaging {
  const keyArn = keys.arnOf("messages");
  const queue = new Queue(`${place.key}-messaging-notifications`, {
    keyArn, fedBy: {}, workSeconds: senderSeconds, alarmActionArns: [operators.arn],
  }, inside);
  return {
    operatorsTopicArn: operators.arn,
    notifications: { place, key: "notifications", arn: queue.arn, queueArn: queue.arn, queueUrl: queue.url, keyArn },
    tables: { devices: tables.devices.endIn(place), preferences: tables.preferences.endIn(place), deliveries: tables.deliveries.endIn(place) },
  };
}
