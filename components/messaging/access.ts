import * as pulumi from "@pulumi/pulumi";
import { allow, type Statement } from "../core/iam";
import type { Place } from "../core/place";
import { sidWord } from "../core/sid-word";

/** A topic or a queue as a role sees it. */
export interface ChannelEnd {
  readonly place: Place;
  /** The word that grants call it, such as `notifications`. */
  readonly key: string;
  readonly arn: pulumi.Input<string>;
  /** Key of the place that encrypts it. */
  readonly keyArn: pulumi.Input<string>;
}

/** Put messages into a queue. Source: SQS Developer Guide, "Key management", producers of an encrypted queue. */
export function sendTo(queue: ChannelEnd): Statement[] {
  const word = sidWord(queue.key);
  return [allow({ sid: `Send${word}`, actions: ["sqs:SendMessage"], resources: [queue.arn] }), useKey(`Send${word}Encrypted`, queue, "sqs")];
}

/**
 * Take messages out of a queue, as Lambda does in the name of the function that handles them, and put one off.
 * Source: Lambda Developer Guide, "Using Lambda with Amazon SQS", execution role permissions; SQS Developer Guide, "Key management", consumers.
 */
export function receiveFrom(queue: ChannelEnd): Statement[] {
  const word = sidWord(queue.key);
  return [
    allow({
      sid: `Receive${word}`, actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], resources: [queue.arn],
    }),
    useKey(`Receive${word}Encrypted`, queue, "sqs"),
  ];
}

/** Publish to a topic. Source: SNS Developer Guide, "Key management", publishers to an encrypted topic. */
export function publishTo(topic: ChannelEnd): Statement[] {
  const word = sidWord(topic.key);
  return [allow({ sid: `Publish${word}`, actions: ["sns:Publish"], resources: [topic.arn] }), useKey(`Publish${word}Encrypted`, topic, "sns")];
}

function useKey(sid: string, { place, keyArn }: ChannelEnd, service: "sns" | "sqs"): Statement {
  return allow({
    sid, actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [keyArn],
    when: { StringEquals: { "kms:ViaService": `${service}.${place.region}.amazonaws.com` } },
  });
}

/** Push to tokens by an application. Source: Service Authorization Reference, "Amazon Pinpoint", SendMessages; Amazon Pinpoint Developer Guide, "Actions in IAM policies". */
export function pushBy({ place }: Pick<ChannelEnd, "place">, applicationId: pulumi.Input<string>): Statement {
  return allow({
    sid: "Push", actions: ["mobiletargeting:SendMessages"],
    resources: [pulumi.interpolate`arn:${place.partition}:mobiletargeting:${place.region}:${place.account}:apps/${applicationId}/messages`],
  });
}

/** Send text messages from the numbers of a pool, by the rules of a configuration set. Source: as in {@link mailFrom}, "AWS End User Messaging SMS and Voice V2", SendTextMessage. */
export function textFrom(poolArn: pulumi.Input<string>, configurationSetArn: pulumi.Input<string>): Statement {
  return allow({ sid: "SendTexts", actions: ["sms-voice:SendTextMessage"], resources: [poolArn, configurationSetArn] });
}

/** Send e-mails from a domain, by the rules of a configuration set. Source: Service Authorization Reference, "Amazon Simple Email Service v2", SendEmail. */
export function mailFrom(identityArn: pulumi.Input<string>, configurationSetArn: pulumi.Input<string>): Statement {
  return allow({ sid: "SendEmails", actions: ["ses:SendEmail"], resources: [identityArn, configurationSetArn] });
}
