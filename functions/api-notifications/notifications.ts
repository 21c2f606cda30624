import { createHash } from "node:crypto";
import { notify } from "../api/operations";
import { Refusal } from "../api/refusal";
import { onBody, type Answered } from "../api/serve";
import type { Notification } from "../shared/notification";

/** The way to people. */
export interface NotificationPorts {
  /** Puts a notification where the sender of the place takes it from. */
  send(notification: Notification): Promise<void>;
  now(): Date;
}

/** Seconds after which nobody wants a notification any more that could not be delivered: a day holds everybody's quiet hours. */
const goodSeconds = 24 * 60 * 60;

/** Answers for notifications: only who is in the group of providers may send one. */
export function notificationAnswers(ports: NotificationPorts, group: string): readonly Answered[] {
  return [onBody(notify, async ({ caller: { userId, groups } }, { requestId, to, channels, category, urgency, title, body }) => {
    if (!groups.includes(group)) throw new Refusal(403, "not_a_provider", `only members of the group ${group} may notify others: ask to become one, and sign in again`);
    const userIds = [...new Set(to)];
    await ports.send({
      id: nameOf(userId, requestId), audience: { kind: "users", userIds }, channels: [...new Set(channels)], category, urgency, content: { title, body },
      expiresAt: Math.floor(ports.now().getTime() / 1000) + goodSeconds,
    });
    return { status: 202, body: { requestId, users: userIds.length } };
  })];
}

/** The same request of the same sender is the same notification; nobody can take the name of another's. */
function nameOf(sender: string, requestId: string): string {
  return createHash("sha256").update(`${sender}\n${requestId}`).digest("base64url");
}
