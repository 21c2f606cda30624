import { type Statement } from "../../core/iam";
import { arnOf, type Place } from "../../core/place";
import { allowAccount, allowService } from "../key-policy";

/** What publishing to an encrypted topic, or sending to an encrypted queue, asks of the key. */
const sending = ["kms:Decrypt", "kms:GenerateDataKey"] as const;

/**
 * Services that publish to the place's topics, and say for which account.
 * Source: SNS Developer Guide, "Key management", compatibility between event sources from AWS services and encrypted topics;
 * SES Developer Guide, "Setting up an Amazon SNS event destination"; AWS End User Messaging SMS User Guide, "Amazon SNS access policy".
 */
const publishers = { Alarms: "cloudwatch", Backups: "backup", Budgets: "budgets", Email: "ses", Sms: "sms-voice" } as const;

/**
 * Lets the services that tell people something publish to the place's encrypted topics, topics feed the place's queues, and roles
 * publish, send and receive, each in no other way.
 */
export function messagesUses(place: Place): readonly Statement[] {
  const topics = arnOf(place, "sns", `${place.key}-*`);
  return [
    ...Object.entries(publishers).map(([word, service]) => allowService(`${service}.amazonaws.com`, {
      sid: `Publish${word}`, actions: sending, when: { StringEquals: { "aws:SourceAccount": place.account } },
    })),
    // EventBridge tells KMS no source: the topic that it encrypts for says whose it is. Source: the same page of the SNS guide, EventBridge.
    allowService("events.amazonaws.com", {
      sid: "PublishEvents", actions: sending, when: { ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": topics } },
    }),
    // Source: SQS Developer Guide, "Key management", permissions for AWS services that send to encrypted queues.
    allowService("sns.amazonaws.com", {
      sid: "FeedQueues", actions: sending, when: { StringEquals: { "aws:SourceAccount": place.account }, ArnLike: { "aws:SourceArn": topics } },
    }),
    allowAccount(place, {
      sid: "UseThroughTopicsAndQueues", actions: sending,
      when: { StringEquals: { "kms:CallerAccount": place.account, "kms:ViaService": ["sns", "sqs"].map((service) => `${service}.${place.region}.amazonaws.com`) } },
    }),
  ];
}
