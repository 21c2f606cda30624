import type * as pulumi from "@pulumi/pulumi";
import { Queue, Topic, type ChannelEnd, type Email, type Pinpoint } from "../components/messaging";
import { type TableEnd } from "../components/tables";
import { type FunctionSite } from "./functions";
import { type MessagingTables } from "./messaging-tables";
import { buildFeedback, buildSender, senderSeconds } from "./sender";

/** What a place has for telling people something. */
export interface PlaceMessaging {
  /** What every alarm of the place publishes to. */
  readonly operatorsTopicArn: pulumi.Output<string>;
  /** What happens on the platform, for whoever wants to hear of it. What has the attribute `kind` with the value `notification` goes to people. */
  readonly events: ChannelEnd;
  /** Takes what `functions/shared/notification.ts` describes: whatever is in it reaches people through the sender of the place. */
  readonly notifications: ChannelEnd & { readonly queueArn: pulumi.Output<string>; readonly queueUrl: pulumi.Output<string>; readonly keyArn: pulumi.Output<string> };
  readonly tables: Readonly<Record<keyof MessagingTables, TableEnd>>;
  /** Absent without e-mails. */
  readonly email: Email | undefined;
}

/** Builds what a place tells people with. Nothing here knows a role: each place sends by itself, whatever became of the other. */
export function buildMessaging(site: FunctionSite, { tables: all, channels }: { readonly tables: MessagingTables; readonly channels: Pinpoint }): PlaceMessaging {
  const { region: { place, keys, inside, operators } } = site;
  const keyArn = keys.arnOf("messages");
  const events = new Topic(`${place.key}-messaging-events`, { place, keyArn, publishers: {}, subscribers: { emails: [], webhooks: {} } }, inside);
  const queue = new Queue(`${place.key}-messaging-notifications`, {
    keyArn, fedBy: { events: { topicArn: events.arn, attribute: "kind", values: ["notification"] } }, workSeconds: senderSeconds, alarmActionArns: [operators.arn],
  }, inside);
  const notifications = { place, key: "notifications", arn: queue.arn, queueArn: queue.arn, queueUrl: queue.url, keyArn };
  const tables = { devices: all.devices.endIn(place), preferences: all.preferences.endIn(place), deliveries: all.deliveries.endIn(place) };
  buildSender({ channels, queue, notifications, tables }, site);
  buildFeedback({ channels, tables }, site);
  return { operatorsTopicArn: operators.arn, events: { place, key: "events", arn: events.arn, keyArn }, notifications, tables, email: channels.email };
}
