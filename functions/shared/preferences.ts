import * as z from "zod/mini";
import { channels, type Channel } from "./notification";

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** A part of every day in which somebody wants to be left alone, by the clock where they are. `from` after `to` goes over midnight. */
export const QuietHours = z.strictObject({ from: clock, to: clock, timeZone: z.string().check(z.refine(isTimeZone)) });
export type QuietHours = z.infer<typeof QuietHours>;

/** What somebody wants to be told, and how. What is not said is as in {@link defaultPreferences}. */
export const Preferences = z.strictObject({
  channels: z.partialRecord(z.enum(channels), z.boolean()),
  /** Categories that were switched off, or on again. */
  categories: z.record(z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)), z.boolean()),
  quietHours: z.optional(QuietHours),
});
export type Preferences = z.infer<typeof Preferences>;

/** Somebody who has said nothing: everything arrives, but no text message, which costs and disturbs. */
export const defaultPreferences: Preferences = { channels: { push: true, sms: false, email: true }, categories: {} };

/** Everybody's preferences, known in both places. */
export interface PreferencesStore {
  /** By user; whoever has said nothing is left out. */
  of(userIds: readonly string[]): Promise<ReadonlyMap<string, Preferences>>;
  save(userId: string, preferences: Preferences): Promise<void>;
  remove(userId: string): Promise<void>;
}

/** Whether somebody wants a category by a channel. */
export function wants(preferences: Preferences, channel: Channel, category: string): boolean {
  return (preferences.channels[channel] ?? defaultPreferences.channels[channel] ?? false) && (preferences.categories[category] ?? true);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
