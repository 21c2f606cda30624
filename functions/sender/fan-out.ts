import { segments } from "../shared/devices";
import { mostUsers, type Notification } from "../shared/notification";
import type { SenderPorts } from "./ports";

/** Passes a notification for everybody on to each segment, each of which goes its own way through the queue. */
export async function toSegments(notification: Notification, { outbox }: Pick<SenderPorts, "outbox">): Promise<void> {
  await outbox.enqueue(segments.map((segment) => ({ ...notification, audience: { kind: "segment", segment } })), 0);
}

/**
 * Passes a notification for a segment on to one page of its users, and the rest of the segment to whoever takes that message. A page
 * that is passed on twice reaches nobody twice.
 */
export async function toPage(
  notification: Notification, { segment, cursor }: { readonly segment: string; readonly cursor?: string | undefined }, { devices, outbox }: Pick<SenderPorts, "devices" | "outbox">,
): Promise<void> {
  const page = await devices.usersIn(segment, cursor);
  const parts = Array.from({ length: Math.ceil(page.userIds.length / mostUsers) }, (_, rank) => page.userIds.slice(rank * mostUsers, (rank + 1) * mostUsers));
  await outbox.enqueue([
    ...parts.map((userIds): Notification => ({ ...notification, audience: { kind: "users", userIds } })),
    ...(page.cursor === undefined ? [] : [{ ...notification, audience: { kind: "segment", segment, cursor: page.cursor } } satisfies Notification]),
  ], 0);
}
