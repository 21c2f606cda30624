import type { Channel, Notification } from "../shared/notification";
import { longestDelaySeconds } from "./backoff";
import { deliver, unfinished, type Tally } from "./deliver";
import { toPage, toSegments } from "./fan-out";
import { planOf, type Plan } from "./plan";
import type { SenderPorts } from "./ports";

/** What became of a message: `again` asks for it back. */
export interface Result {
  readonly kind: "again" | "done" | "expired" | "passed on";
  readonly tally: Tally;
  /** Users who wait for the end of their quiet hours. */
  readonly later: number;
}

const nothing = { tally: {}, later: 0 } as const;

/** Brings a notification to whom it is for, as far as one message goes. Whatever comes back, comes back to the same deliveries. */
export async function sendNotification(notification: Notification, ports: SenderPorts): Promise<Result> {
  const { audience } = notification;
  if (notification.expiresAt <= ports.now()) return { kind: "expired", ...nothing };
  switch (audience.kind) {
    case "all":
      await toSegments(notification, ports);
      return { kind: "passed on", ...nothing };
    case "segment":
      await toPage(notification, audience, ports);
      return { kind: "passed on", ...nothing };
    case "user": return toUsers(notification, [audience.userId], ports);
    case "users": return toUsers(notification, audience.userIds, ports);
  }
}

async function toUsers(notification: Notification, userIds: readonly string[], ports: SenderPorts): Promise<Result> {
  const [devices, preferences] = await Promise.all([ports.devices.of(userIds), ports.preferences.of(userIds)]);
  const { targets, later } = planOf({ notification, userIds, devices, preferences, offered: offeredBy(ports), now: ports.now() });
  const tally = await deliver(notification, targets, ports);
  // Whoever waits is looked at again when the message comes back.
  if (unfinished.some((kind) => (tally[kind] ?? 0) > 0)) return { kind: "again", tally, later: later.length };
  await putOff(notification, later, ports);
  return { kind: "done", tally, later: later.length };
}

/** The queue delays a message by a quarter of an hour at most: whoever waits for longer is asked again until it is time. */
async function putOff(notification: Notification, later: Plan["later"], { outbox, now }: SenderPorts): Promise<void> {
  const inTime = later.filter(({ seconds }) => now() + seconds < notification.expiresAt);
  if (inTime.length === 0) return;
  const delay = Math.min(longestDelaySeconds, ...inTime.map(({ seconds }) => seconds));
  await outbox.enqueue([{ ...notification, audience: { kind: "users", userIds: inTime.map(({ userId }) => userId) } }], delay);
}

function offeredBy(ports: SenderPorts): readonly Channel[] {
  return (["push", "sms", "email"] as const).filter((channel) => ports[channel] !== undefined);
}
