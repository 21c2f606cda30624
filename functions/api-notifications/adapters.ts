import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { NotificationPorts } from "./notifications";

/** Puts notifications into the queue of the place. */
export function queuePorts(sqs: SQSClient, queueUrl: string): NotificationPorts {
  return {
    async send(notification) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(notification) }));
    },
    now: () => new Date(),
  };
}
