import { channelOf, type Device } from "../shared/devices";
import type { Channel, Notification } from "../shared/notification";
import { defaultPreferences, wants, type Preferences } from "../shared/preferences";
import type { Target } from "./ports";
import { quietSeconds } from "./quiet";

/** Who is told now, and who later. */
export interface Plan {
  readonly targets: readonly Target[];
  readonly later: readonly { readonly userId: string; readonly seconds: number }[];
}

export interface PlanArgs {
  readonly notification: Pick<Notification, "category" | "channels" | "id" | "urgency">;
  readonly userIds: readonly string[];
  readonly devices: readonly Device[];
  readonly preferences: ReadonlyMap<string, Preferences>;
  /** Channels that this place has. */
  readonly offered: readonly Channel[];
  /** Second since 1970. */
  readonly now: number;
}

/** Decides whom a notification reaches, and by which devices. */
export function planOf({ notification, userIds, devices, preferences, offered, now }: PlanArgs): Plan {
  const preferencesOf = (userId: string): Preferences => preferences.get(userId) ?? defaultPreferences;
  const later = notification.urgency === "now" ? [] : [...new Set(userIds)].flatMap((userId) => {
    const { quietHours } = preferencesOf(userId);
    const seconds = quietHours === undefined ? 0 : quietSeconds(quietHours, now);
    return seconds === 0 ? [] : [{ userId, seconds }];
  });
  const waiting = new Set(later.map(({ userId }) => userId));
  const targets = devices.filter(({ userId, kind, state }) => {
    const channel = channelOf(kind);
    return state === "live" && userIds.includes(userId) && !waiting.has(userId) && offered.includes(channel)
      && notification.channels.includes(channel) && wants(preferencesOf(userId), channel, notification.category);
  });
  return { targets: targets.map((device) => ({ device, id: deliveryId(notification.id, device) })), later };
}

/** What a delivery is called: the same for the same notification and device, wherever and however often it is asked for. */
function deliveryId(notificationId: string, { userId, deviceId }: Pick<Device, "deviceId" | "userId">): string {
  return [notificationId, userId, deviceId].map(encodeURIComponent).join("/");
}
