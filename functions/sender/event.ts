import type { Received } from "./batch";

/** As much of what SQS hands to Lambda as the sender reads. Source: Lambda Developer Guide, "Using Lambda with Amazon SQS", example event. */
export interface QueueEvent {
  readonly Records: readonly {
    readonly messageId: string;
    readonly receiptHandle: string;
    readonly body: string;
    readonly attributes: { readonly ApproximateReceiveCount: string };
  }[];
}

/** The messages of an event. */
export function received({ Records }: QueueEvent): Received[] {
  return Records.map(({ messageId, receiptHandle, body, attributes }) =>
    ({ messageId, receiptHandle, body, tries: Math.max(1, Number(attributes.ApproximateReceiveCount)) }));
}
