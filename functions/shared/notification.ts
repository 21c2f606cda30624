import * as z from "zod/mini";
import { parsed } from "./json";

/** Ways to reach somebody. */
export const channels = ["push", "sms", "email"] as const;
export type Channel = (typeof channels)[number];

/** Most users in one message: with a few devices each, one message is worked on within the sender's time. */
export const mostUsers = 100;

/** A quarter of a MiB fits into the queue, and passing a message on to {@link mostUsers} adds to it. Source: SQS API, `SendMessageBatch`. */
const mostBytes = 200_000;

/** With a title and the start of a body it fits into 4,096 bytes. Source: APNs documentation, "Generating a remote notification"; FCM documentation, "About FCM messages". */
const mostDataBytes = 2_048;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const Id = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/));
const textOf = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const UserId = textOf(128);

/** Who is told: somebody, several, everybody, or the part of everybody that one segment of the registry holds from a cursor on. */
const Audience = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("user"), userId: UserId }),
  z.strictObject({ kind: z.literal("users"), userIds: z.array(UserId).check(z.minLength(1), z.maxLength(mostUsers)) }),
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({ kind: z.literal("segment"), segment: z.string().check(z.regex(/^\d{1,3}$/)), cursor: z.optional(z.string()) }),
]);
export type Audience = z.infer<typeof Audience>;

const Content = z.strictObject({
  /** Headline of a push notification, and subject of an e-mail. */
  title: textOf(200),
  /** What all channels say, unless one has words of its own. */
  body: textOf(2_000),
  /** For the app that opens the push notification. */
  data: z.optional(z.record(z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/)), z.string()).check(z.refine((data) => bytesOf(data) <= mostDataBytes, "is too long"))),
  sms: z.optional(textOf(1_600)),
  email: z.optional(z.strictObject({ text: textOf(50_000), html: z.optional(textOf(100_000)) })),
});
export type Content = z.infer<typeof Content>;

/** A message for people, as it waits in the queue of a place. */
export const Notification = z.strictObject({
  /** Chosen by whoever asks: the same ID again is the same notification, in either place, and reaches nobody twice. */
  id: Id,
  audience: Audience,
  channels: z.array(z.enum(channels)).check(z.minLength(1), z.maxLength(channels.length)),
  /** What people can switch off, such as `orders`. */
  category: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)),
  /** `now` does not wait for the end of anybody's quiet hours. */
  urgency: z.enum(["now", "polite"]),
  content: Content,
  /** Second since 1970 after which nobody wants it any more. */
  expiresAt: z.int().check(z.positive()),
}).check(z.refine((notification) => bytesOf(notification) <= mostBytes, "is too long"));
export type Notification = z.infer<typeof Notification>;

/** A notification from the text of a message, or everything that is wrong with it. */
export function parseNotification(text: string): { readonly notification: Notification } | { readonly problems: readonly string[] } {
  const read = Notification.safeParse(parsed(text));
  if (read.success) return { notification: read.data };
  return { problems: read.error.issues.map(({ path, code, message }) => `${path.join(".") || "message"}: ${code === "custom" ? message : code.replaceAll("_", " ")}`) };
}
