import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import { check, type CheckPorts, type Outcome } from "./check";
import { noticesIn, type Notice } from "./notices";

/** Hears what becomes of messages. */
export interface Witness {
  seen(outcome: Outcome, notice: Notice): void;
  failed(error: unknown, messageId: string): void;
}

/** Looks at every message of a batch. One that fails comes again by itself, and is put aside by the queue after its last attempt. */
export async function checkBatch(messages: readonly Pick<SQSRecord, "body" | "messageId">[], ports: CheckPorts, witness: Witness): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  for (const { body, messageId } of messages) {
    try {
      for (const notice of noticesIn(body)) witness.seen(await check(notice, ports), notice);
    } catch (error) {
      witness.failed(error, messageId);
      failed.push(messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
