import type { DirectMessageConfiguration } from "@aws-sdk/client-pinpoint";
import type { PushKind, PushMessage } from "./ports";

/** Start of a body that a notification shows: with title and data it fits into 4,096 bytes, the least that a service takes. */
const mostBodyBytes = 1_000;

/** Longest that a service keeps a notification. Source: FCM documentation, "Set and manage message priority", ttl; ADM documentation, "Send a message", expiresAfter. */
const longestLife = { fcm: 28 * 24 * 60 * 60, adm: 31 * 24 * 60 * 60 } as const;

/** What the API calls the services. FCM goes by its older name. Source: AWS End User Messaging Push User Guide, "Sending a message". */
export const channelTypes = { "fcm": "GCM", "apns": "APNS", "apns-sandbox": "APNS_SANDBOX", "adm": "ADM" } as const satisfies Readonly<Record<PushKind, string>>;

type Told = Pick<PushMessage, "kind" | "notification" | "secondsToLive">;

/** A notification in the words of the service that carries it. A second copy takes the place of the first. */
export function payloadOf(message: Told): DirectMessageConfiguration {
  switch (message.kind) {
    case "fcm": return { GCMMessage: { PreferredAuthenticationMethod: "TOKEN", RawContent: JSON.stringify(fcmOf(message)) } };
    case "apns":
    case "apns-sandbox": return { APNSMessage: apnsOf(message) };
    case "adm": return { ADMMessage: admOf(message) };
  }
}

/** Source: AWS End User Messaging Push User Guide, "Sending a message", FCM HTTP v1; FCM reference, `projects.messages`. */
function fcmOf({ notification, secondsToLive }: Told): unknown {
  const { id, category, urgency, content } = notification;
  return {
    fcmV1Message: { message: {
      notification: { title: content.title, body: clip(content.body) },
      data: { ...content.data, notificationId: id, category },
      android: {
        priority: urgency === "now" ? "HIGH" : "NORMAL", ttl: `${String(Math.min(secondsToLive, longestLife.fcm))}s`, notification: { tag: id },
      },
    } },
  };
}

/** Source: APNs documentation, "Sending notification requests to APNs" (collapse ID, priority, push type), "Generating a remote notification". */
function apnsOf({ notification, secondsToLive }: Told): DirectMessageConfiguration["APNSMessage"] {
  const { id, category, urgency, content } = notification;
  return {
    APNSPushType: "alert", CollapseId: id, Priority: urgency === "now" ? "10" : "5", TimeToLive: secondsToLive,
    RawContent: JSON.stringify({
      ...content.data, notificationId: id, category,
      aps: { "alert": { title: content.title, body: clip(content.body) }, "sound": "default", "thread-id": category },
    }),
  };
}

function admOf({ notification, secondsToLive }: Told): DirectMessageConfiguration["ADMMessage"] {
  const { id, category, content } = notification;
  return {
    Title: content.title, Body: clip(content.body), Data: { ...content.data, notificationId: id, category },
    ConsolidationKey: id, ExpiresAfter: String(Math.min(secondsToLive, longestLife.adm)),
  };
}

/** As much of a text as there is room for, cut between letters. */
export function clip(text: string, most = mostBodyBytes): string {
  if (Buffer.byteLength(text) <= most) return text;
  let short = "";
  for (const letter of text) {
    if (Buffer.byteLength(short) + Buffer.byteLength(letter) > most - Buffer.byteLength("…")) break;
    short += letter;
  }
  return `${short}…`;
}
