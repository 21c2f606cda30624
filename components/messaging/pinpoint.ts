import * as pulumi from "@pulumi/pulumi";
import type { Place } from "../core/place";
import { buildEmail, type Email, type EmailArgs } from "./email";
import { buildPush, type PushArgs } from "./push";
import { buildSms, type Sms, type SmsArgs } from "./sms";
import { Topic } from "./topic";

export interface PinpointArgs {
  readonly place: Place;
  /** Keys of the place: for topics and queues, and for log groups. */
  readonly keys: { readonly messagesArn: pulumi.Input<string>; readonly logsArn: pulumi.Input<string> };
  /** What configuration sets are called: free in the account and region. */
  readonly physicalName: string;
  /** Absent: no push notifications. */
  readonly push?: PushArgs | undefined;
  /** Absent: no text messages. */
  readonly sms?: Pick<SmsArgs, "deletionProtection" | "messageType" | "originationArns"> & { readonly recordDays: number } | undefined;
  /** Absent: no e-mails. */
  readonly email?: Pick<EmailArgs, "domain"> | undefined;
  /** Who hears an alarm: ARNs of topics. */
  readonly alarmActionArns: readonly pulumi.Input<string>[];
}

/**
 * The channels by which a place reaches people: push notifications, text messages, e-mails, each complete in itself, and a topic that hears
 * what came back. It has the name that people know; what is left of that service goes by AWS End User Messaging and SES today.
 */
export class Pinpoint extends pulumi.ComponentResource {
  /** Absent without push notifications. */
  readonly applicationId: pulumi.Output<string> | undefined;
  readonly sms: Sms | undefined;
  readonly email: Email | undefined;
  /** Hears of addresses that do not exist, and of people who complain. Absent without text messages and e-mails. */
  readonly feedbackTopicArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: PinpointArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:messaging:Pinpoint", name, {}, opts);
    const { place, keys, physicalName, push, sms, email, alarmActionArns } = args;
    if (push !== undefined) this.applicationId = buildPush(`${name}-push`, push, this).applicationId;
    if (sms !== undefined || email !== undefined) {
      this.feedbackTopicArn = new Topic(`${name}-feedback`, {
        place, keyArn: keys.messagesArn, subscribers: { emails: [], webhooks: {} },
        publishers: {
          ...(email !== undefined && { Email: { principal: "ses.amazonaws.com", account: "told" } as const }),
          ...(sms !== undefined && { Sms: { principal: "sms-voice.amazonaws.com", account: "told" } as const }),
        },
      }, { parent: this }).arn;
    }
    if (sms !== undefined && this.feedbackTopicArn !== undefined) {
      this.sms = buildSms(`${name}-sms`, {
        ...sms, place, physicalName, logs: { keyArn: keys.logsArn, retentionDays: sms.recordDays }, feedbackTopicArn: this.feedbackTopicArn,
      }, this);
    }
    if (email !== undefined && this.feedbackTopicArn !== undefined) {
      this.email = buildEmail(`${name}-email`, { ...email, place, physicalName, alarmActionArns, feedbackTopicArn: this.feedbackTopicArn }, this);
    }
    this.registerOutputs({ applicationId: this.applicationId, feedbackTopicArn: this.feedbackTopicArn });
  }
}
