import { PutRecordsCommand, type KinesisClient } from "@aws-sdk/client-kinesis";
import type { EventSink } from "./events";

/** Keeps events in a stream of the place. Those of one user come out in the order in which they went in. */
export function streamSink(kinesis: KinesisClient, streamArn: string): EventSink {
  return {
    async keep(events) {
      const { Records = [] } = await kinesis.send(new PutRecordsCommand({
        StreamARN: streamArn,
        Records: events.map((event) => ({ PartitionKey: event.userId, Data: Buffer.from(`${JSON.stringify(event)}\n`) })),
      }));
      return events.filter((_, rank) => Records[rank]?.ErrorCode !== undefined);
    },
  };
}
