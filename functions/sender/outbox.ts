import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { inTurn } from "../shared/table";
import type { BatchPorts } from "./batch";
import type { Outbox } from "./ports";

/** Source: SQS API, `SendMessageBatch`: ten messages, and no more bytes together than the queue takes in one; this is what any queue takes. */
const most = { messages: 10, bytes: 256 * 1024 } as const;

/** The place's queue, and the one beside it. */
export function outboxOf(client: SQSClient, { queueUrl, failedUrl }: { readonly queueUrl: string; readonly failedUrl: string }): Outbox & Pick<BatchPorts, "hide" | "setAside"> {
  return {
    async enqueue(notifications, delaySeconds) {
      await inTurn(batchesOf(notifications.map((each) => JSON.stringify(each))), async (bodies) => {
        const { Failed = [] } = await client.send(new SendMessageBatchCommand({
          QueueUrl: queueUrl, Entries: bodies.map((MessageBody, rank) => ({ Id: String(rank), MessageBody, DelaySeconds: delaySeconds })),
        }));
        if (Failed.length > 0) throw new Error(`${String(Failed.length)} of ${String(bodies.length)} messages did not get into the queue: ${Failed[0]?.Message ?? "no reason given"}`);
      });
    },
    async hide(receiptHandle, seconds) {
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds }));
    },
    async setAside(body) {
      await client.send(new SendMessageCommand({ QueueUrl: failedUrl, MessageBody: body }));
    },
  };
}

function batchesOf(bodies: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    const last = batches.at(-1);
    if (last === undefined || last.length === most.messages || bytes + size > most.bytes) {
      batches.push([body]);
      bytes = size;
    } else {
      last.push(body);
      bytes += size;
    }
  }
  return batches;
}
