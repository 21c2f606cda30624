import * as z from "zod";
import { deviceKinds, pushKinds } from "../shared/devices";
import { channels, mostUsers } from "../shared/notification";
import { uploadTypes } from "../shared/upload-types";

/** Name that a client or the platform gave to something. */
export const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "want 1 to 64 letters, digits, hyphens and underscores");

/** A moment, in UTC. */
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/, "want a moment in UTC, such as 2026-11-21T12:00:00Z");

export const Place = z.strictObject({
  place: z.string().describe("Key of the place."),
  region: z.string().describe("AWS region to sign requests for."),
});
export type Place = z.infer<typeof Place>;

export const DeviceRegistration = z.strictObject({
  deviceId: identifier.describe("Name that the app gives the device, the same for as long as it is installed."),
  kind: z.enum(pushKinds).describe("Push service that reaches it."),
  address: z.string().min(8).max(4096).describe("What the push service calls the app on this device: its token."),
});
export type DeviceRegistration = z.infer<typeof DeviceRegistration>;

export const DeviceList = z.strictObject({
  devices: z.array(z.strictObject({
    deviceId: z.string(),
    kind: z.enum(deviceKinds).describe("What the address is an address of: an app on a device, a phone number or a mailbox."),
    state: z.enum(["live", "dead", "opted-out"]).describe("`dead`: nothing arrives there any more. `opted-out`: whoever is there asked not to be written to."),
  })),
});
export type DeviceList = z.infer<typeof DeviceList>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "want a time of day such as 22:00");
const category = /^[a-z][a-z0-9-]{0,31}$/;

export const Preferences = z.strictObject({
  channels: z.strictObject({ push: z.boolean().optional(), sms: z.boolean().optional(), email: z.boolean().optional() })
    .describe("Ways to be reached, and whether the user wants them. What is not said stays as everybody starts with it."),
  categories: z.record(z.string(), z.boolean()).describe("Kinds of notifications, and whether the user wants them. What is not said is wanted."),
  quietHours: z.strictObject({
    from: timeOfDay, to: timeOfDay, timeZone: z.string().min(1).max(64).describe("Time zone of both, by its name in the tz database, such as Europe/Berlin."),
  }).optional().describe("Hours in which the user hears nothing that can wait."),
});
export type Preferences = z.infer<typeof Preferences>;

export const NotificationRequest = z.strictObject({
  requestId: identifier.describe("Name that the sender gives the request: sent again under the same name, it arrives once."),
  to: z.array(identifier).min(1).max(mostUsers).describe(`IDs of 1 to ${mostUsers} users who shall hear of it.`),
  channels: z.array(z.enum(channels)).min(1).max(channels.length).describe("Ways by which it may come."),
  category: z.string().regex(category, "want a word such as orders").describe("What it is about, which users can switch off."),
  urgency: z.enum(["now", "polite"]).describe("`now` does not wait for the end of anybody's quiet hours."),
  title: z.string().min(1).max(200),
  body: z.string().min(1).max(2000),
});
export type NotificationRequest = z.infer<typeof NotificationRequest>;

export const NotificationReceipt = z.strictObject({ requestId: z.string(), users: z.int().min(1).max(mostUsers).describe("How many users it is on its way to.") });

/** Attributes of a usage event: few, small and flat, so that they fit a table's columns. */
const attributes = z.record(z.string(), z.string().max(256));

export const EventBatch = z.strictObject({
  events: z.array(z.strictObject({
    eventId: identifier.describe("Name that the client gives the event: whoever counts, counts a name once."),
    name: identifier.describe("What happened."),
    at: moment.describe("When, by the client's clock."),
    sessionId: identifier.optional(),
    attributes: attributes.optional().describe("What else there is to say: texts by name, each of 256 characters at most."),
  })).min(1).max(50).describe("1 to 50 events."),
});
export type EventBatch = z.infer<typeof EventBatch>;

export const EventReceipt = z.strictObject({ kept: z.int().min(1).max(50).describe("How many events were kept.") });

export const UploadRequest = z.strictObject({
  contentType: z.enum(uploadTypes).describe("What the file is. The content has to be that, whatever its name."),
  sizeBytes: z.int().min(1).max(5_000_000_000).describe("How long it is. The stack has a limit of its own below this one."),
  sha256: z.string().regex(/^[A-Za-z0-9+/]{43}=$/, "want 32 bytes in base64").describe("SHA-256 of the file, in base64. S3 takes no other file."),
  name: z.string().min(1).max(200).describe("Name of the file, for people."),
});
export type UploadRequest = z.infer<typeof UploadRequest>;

export const UploadTicket = z.strictObject({
  uploadId: z.string(),
  url: z.string().describe("Where to send the file, by PUT."),
  headers: z.record(z.string(), z.string()).describe("Headers to send with it, exactly as they are here."),
  expiresAt: z.string().describe("When the address stops working."),
});
export type UploadTicket = z.infer<typeof UploadTicket>;

export const Upload = z.strictObject({
  uploadId: z.string(),
  state: z.enum(["asked", "kept", "refused"]).describe("`asked`: not here yet. `kept`: here and as announced. `refused`: here, and not what it was announced as."),
  name: z.string(), contentType: z.string(), sizeBytes: z.int().min(1),
  reason: z.string().optional().describe("Why it was refused."),
});
export type Upload = z.infer<typeof Upload>;

export const AccountDeletion = z.strictObject({
  requestedAt: z.string().describe("When deletion was asked for, first."),
  state: z.enum(["requested", "done"]),
});
export type AccountDeletion = z.infer<typeof AccountDeletion>;
