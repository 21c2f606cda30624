import * as z from "zod";
import type { Operation } from "./operation";
import {
  AccountDeletion, DeviceList, DeviceRegistration, EventBatch, EventReceipt, identifier, NotificationReceipt, NotificationRequest, Place, Preferences, Upload,
  UploadRequest, UploadTicket,
} from "./schemas";

/*
 * Everything that clients can ask for. What each function answers, and the document that API Gateway is made from, both come
 * from here.
 */

const user = ["token", "signature"] as const;

/** Which place answers: what a signature is made for, and what an app in two regions wants to know. */
const showPlace = {
  id: "showPlace", method: "get", path: "/place", tag: "place", doors: [],
  summary: "Tells which region answers, so that a client signs its requests for that one.",
  replies: { 200: { description: "The place that answers today.", body: Place } },
} as const satisfies Operation;

export const listDevices = {
  id: "listDevices", method: "get", path: "/devices", tag: "devices", doors: user,
  summary: "Lists the devices on which the user gets notifications.",
  replies: { 200: { description: "Every device of the user, without the addresses that push services know it by.", body: DeviceList } },
} as const satisfies Operation;

export const registerDevice = {
  id: "registerDevice", method: "post", path: "/devices", tag: "devices", doors: user,
  summary: "Registers a device for notifications, or renews what is known of it.",
  body: DeviceRegistration,
  replies: { 204: { description: "The device is registered." } },
} as const satisfies Operation;

export const removeDevice = {
  id: "removeDevice", method: "delete", path: "/devices/{deviceId}", tag: "devices", doors: user,
  summary: "Forgets a device, as when its user signs out there.",
  parameters: { deviceId: { description: "Name that the app gave the device.", schema: identifier } },
  replies: { 204: { description: "The device is forgotten, if it was ever known." } },
} as const satisfies Operation;

export const readPreferences = {
  id: "readPreferences", method: "get", path: "/preferences", tag: "preferences", doors: user,
  summary: "Tells how the user wants to be reached.",
  replies: { 200: { description: "What the user has chosen, or what everybody starts with.", body: Preferences } },
} as const satisfies Operation;

export const writePreferences = {
  id: "writePreferences", method: "put", path: "/preferences", tag: "preferences", doors: user,
  summary: "Keeps how the user wants to be reached.",
  body: Preferences,
  replies: { 204: { description: "Kept." } },
} as const satisfies Operation;

/** By token alone: the groups of a user stand in a token. */
export const notify = {
  id: "notify", method: "post", path: "/notifications", tag: "notifications", doors: ["token"],
  summary: "Sends a notification from a provider to users. Only members of the group `provider` may.",
  body: NotificationRequest,
  replies: { 202: { description: "It is on its way; each user's preferences decide whether it arrives, and when.", body: NotificationReceipt } },
} as const satisfies Operation;

export const recordEvents = {
  id: "recordEvents", method: "post", path: "/events", tag: "events", doors: user,
  summary: "Takes a batch of usage events.",
  body: EventBatch,
  replies: { 202: { description: "Every event is kept.", body: EventReceipt } },
} as const satisfies Operation;

export const startUpload = {
  id: "startUpload", method: "post", path: "/uploads", tag: "uploads", doors: user,
  summary: "Gives an address to which the client can send one file, which has to be the one that it announces here.",
  body: UploadRequest,
  replies: { 201: { description: "Where to send the file by PUT, and the headers to send with it.", body: UploadTicket } },
} as const satisfies Operation;

export const showUpload = {
  id: "showUpload", method: "get", path: "/uploads/{uploadId}", tag: "uploads", doors: user,
  summary: "Tells what became of a file.",
  parameters: { uploadId: { description: "Name that the upload was given.", schema: identifier } },
  replies: { 200: { description: "The upload, and how far it is.", body: Upload } },
} as const satisfies Operation;

/** By token alone: credentials that were handed out before say nothing of a user who has just signed in. */
export const deleteAccount = {
  id: "deleteAccount", method: "delete", path: "/account", tag: "account", doors: ["token"],
  summary: "Deletes the user with everything that is the user's. It cannot be called back.",
  replies: { 202: { description: "The request is kept and will be carried out.", body: AccountDeletion } },
} as const satisfies Operation;

/** Every operation, in the order of the document. */
export const operations: readonly Operation[] = [
  showPlace, listDevices, registerDevice, removeDevice, readPreferences, writePreferences, notify, recordEvents, startUpload, showUpload, deleteAccount,
];

/** What every refusal has in its body. */
export const Refused = z.strictObject({
  code: z.string().describe("Word that programs can tell refusals apart by."),
  message: z.string().describe("What was wrong, for people."),
});
