import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import { type Message, type NotifyPort } from "../../protocol";
import { reaching } from "./reaching";

/** Longest subject, and longest message, that SNS takes. Source: SNS API, `Publish`, Subject and Message. */
const limits = { subject: 99, message: 262_144 } as const;

/** Tells operators through the place's own topic. A page says so in its subject, by which their tools wake people. */
export function notifyOn(client: SNSClient, topicArn: string): NotifyPort {
  const publish = (word: string, { subject, lines }: Message): Promise<void> => reaching("operators' topic", async () => {
    await client.send(new PublishCommand({
      TopicArn: topicArn,
      Subject: `[${word}] ${subject}`.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, limits.subject),
      Message: [subject, "", ...lines].join("\n").slice(0, limits.message / 4),
      MessageAttributes: { urgency: { DataType: "String", StringValue: word.toLowerCase() } },
    }));
  });
  return { page: (message) => publish("PAGE", message), tell: (message) => publish("INFO", message) };
}
