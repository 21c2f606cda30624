import * as z from "zod";

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

const Id = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
const UserId = z.string().min(1).max(128);

/** Who is told: somebody, several, everybody, or the part of everybody that one segment of the registry holds from a cursor on. */
const Audience = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("user"), userId: UserId }),
  z.strictObject({ kind: z.literal("users"), userIds: z.array(UserId).min(1).max(mostUsers) }),
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({ kind: z.literal("segment"), segment: z.string().regex(/^\d{1,3}$/), cursor: z.string().optional() }),
]);
export type Audience = z.infer<typeof Audience>;

const Content = z.strictObject({
  /** Headline of a push notification, and subject of an e-mail. */
  title: z.string().min(1).max(200),
  /** What all channels say, unless one has words of its own. */
  body: z.string().min(1).max(2_000),
  /** For the app that opens the push notification. */
  data: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/), z.string()).refine((data) => bytesOf(data) <= mostDataBytes, "is too long").optional(),
  sms: z.string().min(1).max(1_600).optional(),
  email: z.strictObject({ text: z.string().min(1).max(50_000), html: z.string().min(1).max(100_000).optional() }).optional(),
});
export type Content = z.infer<typeof Content>;

/** A message for people, as it waits in the queue of a place. */
export const Notification = z.strictObject({
  /** Chosen by whoever asks: the same ID again is the same notification, in either place, and reaches nobody twice. */
  id: Id,
  audience: Audience,
  channels: z.array(z.enum(channels)).min(1).max(channels.length),
  /** What people can switch off, such as `orders`. */
  category: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  /** `now` does not wait for the end of anybody's quiet hours. */
  urgency: z.enum(["now", "polite"]),
  content: Content,
  /** Second since 1970 after which nobody wants it any more. */
  expiresAt: z.int().positive(),
}).refine((notification) => bytesOf(notification) <= mostBytes, "is too long");
export type Notification = z.infer<typeof Notification>;

/** A notification from the text of a message, or everything that is wrong with it. */
export function parseNotification(text: string): { readonly notification: Notification } | { readonly problems: readonly string[] } {
  const parsed = Notification.safeParse(asJson(text));
  if (parsed.success) return { notification: parsed.data };
  return { problems: parsed.error.issues.map(({ path, message }) => `${path.join(".") || "message"}: ${message}`) };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
