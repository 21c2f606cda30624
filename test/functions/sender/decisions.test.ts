import assert from "node:assert/strict";
import fc from "fast-check";
import { longestDelaySeconds, pauseSeconds } from "../../../functions/sender/backoff";
import { clip, payloadOf } from "../../../functions/sender/payload";
import { quietSeconds } from "../../../functions/sender/quiet";
import { outcomeOf } from "../../../functions/sender/failures";
import { Notification, parseNotification } from "../../../functions/shared/notification";
import { noon, notification } from "../../support/messaging/world";

const utc = (from: string, to: string) => ({ from, to, timeZone: "UTC" });

describe("quiet hours", () => {
  it("end where somebody is, and may go over midnight", () => {
    assert.deepEqual([
      quietSeconds(utc("11:00", "13:00"), noon), quietSeconds(utc("13:00", "11:00"), noon), quietSeconds(utc("22:00", "12:01"), noon + 20),
      quietSeconds({ from: "12:30", to: "18:00", timeZone: "Europe/Berlin" }, noon), quietSeconds(utc("12:00", "12:00"), noon), quietSeconds(utc("08:00", "12:00"), noon),
    ], [3600, 0, 40, 5 * 3600, 0, 0]);
  });

  const inBerlin = (from: string, to: string, at: string): string | undefined => {
    const now = Date.parse(at) / 1000;
    const seconds = quietSeconds({ from, to, timeZone: "Europe/Berlin" }, now);
    return seconds === 0 ? undefined : new Date((now + seconds) * 1000).toISOString().slice(0, 16);
  };

  it("begin and end at the second, before midnight, at midnight and after it", () => {
    const night = utc("22:00", "00:00");
    const at = (clock: string): number => quietSeconds(night, Date.parse(`2026-11-21T${clock}Z`) / 1000);
    assert.deepEqual(["21:59:59", "22:00:00", "23:59:59", "00:00:00"].map(at), [0, 7200, 1, 0]);
    const early = (clock: string): number => quietSeconds(utc("00:00", "06:00"), Date.parse(`2026-11-21T${clock}Z`) / 1000);
    assert.deepEqual(["23:59:59", "00:00:00", "05:59:59", "06:00:00"].map(early), [0, 21_600, 1, 0]);
  });

  it("are by the clock of the user, however far its zone is from the sender's, in hours, halves and quarters", () => {
    const at = Date.UTC(2026, 10, 21, 12, 20, 30) / 1000;
    const zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns"];
    assert.deepEqual(zones.map((timeZone) => quietSeconds({ from: "22:00", to: "07:00", timeZone }, at)), [
      (4 * 60 + 40) * 60 - 30, (5 * 60 + 40) * 60 - 30, 0, 0, 0,
    ]);
    assert.deepEqual(zones.map((timeZone) => quietSeconds({ from: "08:00", to: "18:15", timeZone }, at)), [
      0, 0, 25 * 60 - 30, 10 * 60 - 30, (9 * 60 + 25) * 60 - 30,
    ]);
  });

  it("are an hour shorter where clocks go forward, and longer where they go back", () => {
    assert.deepEqual([inBerlin("22:00", "07:00", "2026-03-28T22:30Z"), inBerlin("22:00", "07:00", "2026-10-24T22:30Z")], ["2026-03-29T05:00", "2026-10-25T06:00"]);
    assert.equal(quietSeconds({ from: "22:00", to: "06:00", timeZone: "Australia/Lord_Howe" }, Date.parse("2026-10-03T14:00Z") / 1000), 5 * 3600);
  });

  it("hold up to an end that the clock passes over, and again where it comes twice", () => {
    assert.deepEqual(["2026-03-29T00:30Z", "2026-03-29T01:00Z"].map((at) => inBerlin("22:00", "02:30", at)), ["2026-03-29T01:30", undefined]);
    assert.deepEqual(["2026-10-25T00:00Z", "2026-10-25T00:45Z", "2026-10-25T01:05Z"].map((at) => inBerlin("22:00", "02:30", at)), ["2026-10-25T00:30", undefined, "2026-10-25T01:30"]);
  });

  it("are over when they say that they will be, and not a second before", () => {
    const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
    fc.assert(fc.property(clock, clock, fc.integer({ min: 0, max: 86_399 }), (from, to, second) => {
      const seconds = quietSeconds(utc(from, to), noon + second);
      assert.ok(seconds >= 0 && seconds <= 86_400);
      if (seconds > 0) assert.deepEqual([quietSeconds(utc(from, to), noon + second + seconds) === 0, quietSeconds(utc(from, to), noon + second + seconds - 1)], [true, 1]);
    }));
  });
});

describe("a pause before the next try", () => {
  it("doubles, spreads by half, and stays within what the queue can wait", () => {
    assert.deepEqual([1, 2, 5, 9, 10, 40].map((tries) => [pauseSeconds(tries, 1), pauseSeconds(tries, 0)]), [
      [1, 2], [2, 4], [16, 32], [256, 512], [450, longestDelaySeconds], [450, longestDelaySeconds],
    ]);
  });
});

describe("a payload", () => {
  const told = { notification, secondsToLive: 60 };
  const longest: Notification = { ...notification, id: "a".repeat(64), content: { title: "ß".repeat(200), body: "€".repeat(2000), data: { long: "x".repeat(2_000) } } };

  it("is in the words of each service, and replaces its own copy", () => {
    assert.deepEqual(JSON.parse(payloadOf({ ...told, kind: "fcm" }).GCMMessage?.RawContent ?? ""), { fcmV1Message: { message: {
      notification: { title: "On its way", body: "Your order left us." }, data: { notificationId: "order-1234", category: "orders" },
      android: { priority: "NORMAL", ttl: "60s", notification: { tag: "order-1234" } },
    } } });
    const { RawContent = "", ...headers } = payloadOf({ ...told, kind: "apns" }).APNSMessage ?? {};
    assert.deepEqual([headers, JSON.parse(RawContent)], [
      { APNSPushType: "alert", CollapseId: "order-1234", Priority: "5", TimeToLive: 60 },
      { notificationId: "order-1234", category: "orders", aps: { "alert": { title: "On its way", body: "Your order left us." }, "sound": "default", "thread-id": "orders" } },
    ]);
    assert.deepEqual(payloadOf({ ...told, kind: "adm" }).ADMMessage, {
      Title: "On its way", Body: "Your order left us.", Data: { notificationId: "order-1234", category: "orders" }, ConsolidationKey: "order-1234", ExpiresAfter: "60",
    });
  });

  it("fits into 4,096 bytes whatever the notification", () => {
    assert.ok(Notification.safeParse(longest).success);
    const sizes = (["fcm", "apns"] as const).map((kind) => {
      const { GCMMessage, APNSMessage } = payloadOf({ notification: longest, secondsToLive: 60, kind });
      return Buffer.byteLength((GCMMessage ?? APNSMessage)?.RawContent ?? "");
    });
    assert.deepEqual(sizes.filter((size) => size === 0 || size > 4_096), []);
  });

  it("is cut between letters", () => {
    assert.deepEqual([clip("short"), clip("abcdef", 5), clip("€€€", 8)], ["short", "ab…", "€…"]);
  });
});

describe("a failed call", () => {
  const failed = (name: string, more: object) => Object.assign(new Error("no"), { name, ...more });
  it("is tried again only when nothing was sent", () => {
    const status = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });
    assert.deepEqual([
      failed("ThrottlingException", status(400)), failed("AccessDeniedException", status(403)), failed("InternalServerException", status(500)), failed("TimeoutError", {}),
      failed("MessageRejected", status(400)), failed("ConflictException", { ...status(400), Reason: "DESTINATION_PHONE_NUMBER_OPTED_OUT" }), "text",
    ].map((error) => outcomeOf(error).kind), ["again", "again", "unclear", "unclear", "refused", "opted-out", "unclear"]);
  });
});

describe("a message for people", () => {
  it("is taken as it was put, and refused with every reason", () => {
    assert.deepEqual(parseNotification(JSON.stringify(notification)), { notification });
    const wrong = parseNotification(JSON.stringify({ ...notification, id: "x", urgency: "soon" }));
    assert.deepEqual(wrong, { problems: ["id: invalid format", "urgency: invalid value"] });
    assert.ok("problems" in parseNotification("no JSON"));
    assert.deepEqual(parseNotification(JSON.stringify({ ...notification, content: { ...notification.content, data: { long: "x".repeat(2_049) } } })), { problems: ["content.data: is too long"] });
  });
});
