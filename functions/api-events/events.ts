import { recordEvents } from "../api/operations";
import { Refusal } from "../api/refusal";
import type { EventBatch } from "../api/schemas";
import { onBody, type Answered } from "../api/serve";

/** An event as it is kept: what the client said, who it was, and when it came. */
export type KeptEvent = EventBatch["events"][number] & { readonly userId: string; readonly receivedAt: string; readonly place: string };

/** Where usage events go. */
export interface EventSink {
  /** Keeps events, in the order of one user. Gives back those that it could not keep. */
  keep(events: readonly KeptEvent[]): Promise<readonly KeptEvent[]>;
}

export interface EventPorts {
  readonly sink: EventSink;
  readonly place: string;
  readonly now: () => Date;
}

/** How often what could not be kept is tried again before the client hears of it. */
const attempts = 3;

/** Takes what clients say of their use. All of a batch is kept, or the client sends all of it again: names make that harmless. */
export function eventAnswers({ sink, place, now }: EventPorts): readonly Answered[] {
  return [onBody(recordEvents, async ({ caller: { userId } }, { events }) => {
    const receivedAt = now().toISOString();
    let left: readonly KeptEvent[] = events.map((event) => ({ ...event, userId, receivedAt, place }));
    for (let attempt = 0; attempt < attempts && left.length > 0; attempt += 1) left = await sink.keep(left);
    if (left.length > 0) throw new Refusal(503, "try_later", `${left.length} of ${events.length} events could not be kept: send the whole batch again`);
    return { status: 202, body: { kept: events.length } };
  })];
}
