import assert from "node:assert/strict";
import fc from "fast-check";
import { sendNotification } from "../../../functions/sender/send";
import type { Outcome } from "../../../functions/sender/ports";
import { segmentCount, segmentOf } from "../../../functions/shared/devices";
import { defaultPreferences } from "../../../functions/shared/preferences";
import { device, noon, notification, World } from "../../support/messaging/world";

const everywhere = { ...defaultPreferences, channels: { push: true, sms: true, email: true } };
const annsDevices = [device("ann", "fcm"), device("ann", "apns"), device("ann", "sms"), device("ann", "email")];

describe("sending a notification", () => {
  it("reaches a user on every device that is wanted, and a text message only on demand", async () => {
    const world = new World([...annsDevices, device("bob", "fcm")]);
    assert.deepEqual(await sendNotification(notification, world), { kind: "done", tally: { sent: 3 }, later: 0 });
    assert.deepEqual(world.sent.sort(), ["ann-apns", "ann-email", "ann-fcm"]);
  });

  it("obeys channels, categories and the state of addresses", async () => {
    const preferences = { ann: { ...everywhere, channels: { push: false, sms: true } }, bob: { ...everywhere, categories: { orders: false } } };
    const world = new World([...annsDevices, ...["fcm", "email"].map((kind) => device("bob", kind as "email" | "fcm")), device("cat", "email", { state: "dead" })], preferences);
    await sendNotification({ ...notification, channels: ["push", "sms"], audience: { kind: "users", userIds: ["ann", "bob", "cat"] } }, world);
    assert.deepEqual(world.sent, ["ann-sms"]);
  });

  it("sends a hundred tokens in one call, and no more", async () => {
    const users = Array.from({ length: 100 }, (_, rank) => `user-${String(rank)}`);
    const world = new World(users.flatMap((user) => [device(user, "fcm"), device(user, "fcm", { deviceId: "other", address: `${user}-other` })]));
    await sendNotification({ ...notification, audience: { kind: "users", userIds: users } }, world);
    assert.deepEqual(world.calls.map(({ addresses }) => addresses.length), [100, 100]);
  });

  it("asks a throttled message back, and reaches the rest just once", async () => {
    const world = new World(annsDevices, { ann: everywhere });
    world.outcome = (address) => (address === "ann-fcm" ? { kind: "again" } : { kind: "sent" });
    assert.deepEqual(await sendNotification(notification, world), { kind: "again", tally: { again: 1, sent: 3 }, later: 0 });
    world.outcome = () => ({ kind: "sent" });
    assert.deepEqual(await sendNotification(notification, world), { kind: "done", tally: { sent: 1, done: 3 }, later: 0 });
    assert.deepEqual(world.sent.sort(), ["ann-apns", "ann-email", "ann-fcm", "ann-sms"]);
  });

  it("forgets dead tokens, marks dead mailboxes and opted-out numbers, and learns new tokens", async () => {
    const world = new World(annsDevices, { ann: everywhere });
    const outcomes: Record<string, Outcome> = {
      "ann-fcm": { kind: "dead" }, "ann-apns": { kind: "sent", newAddress: "renewed" }, "ann-sms": { kind: "opted-out" }, "ann-email": { kind: "dead" },
    };
    world.outcome = (address) => outcomes[address] ?? { kind: "sent" };
    await sendNotification(notification, world);
    assert.deepEqual([...world.devices.all.values()].map(({ kind, address, state }) => [kind, address, state]), [
      ["apns", "renewed", "live"], ["sms", "ann-sms", "opted-out"], ["email", "ann-email", "dead"],
    ]);
  });

  it("repeats an unclear push once its claim has run out, and an unclear letter never", async () => {
    const world = new World([device("ann", "fcm"), device("ann", "email")]);
    world.outcome = () => ({ kind: "unclear" });
    assert.deepEqual(await sendNotification(notification, world), { kind: "again", tally: { busy: 1, unclear: 1 }, later: 0 });
    assert.deepEqual((await sendNotification(notification, world)).kind, "again");
    world.clock += 121;
    world.outcome = () => ({ kind: "sent" });
    assert.deepEqual(await sendNotification(notification, world), { kind: "done", tally: { sent: 1, done: 1 }, later: 0 });
    assert.deepEqual(world.sent, ["ann-fcm", "ann-email", "ann-fcm"]);
  });

  it("leaves a letter alone that somebody claimed and never spoke of again", async () => {
    const world = new World([device("ann", "email")]);
    await world.deliveries.claim("order-1234/ann/email", { repeatable: false });
    world.clock += 121;
    assert.deepEqual(await sendNotification(notification, world), { kind: "done", tally: { lost: 1 }, later: 0 });
  });

  it("waits for the end of quiet hours, a quarter of an hour at a time, unless it is urgent or would be too late", async () => {
    const quiet = { ...everywhere, quietHours: { from: "20:00", to: "08:00", timeZone: "Asia/Tokyo" } };
    const world = new World([device("ann", "fcm"), device("bob", "fcm")], { ann: quiet });
    const both = { ...notification, audience: { kind: "users" as const, userIds: ["ann", "bob"] } };
    assert.deepEqual(await sendNotification(both, world), { kind: "done", tally: { sent: 1 }, later: 1 });
    assert.deepEqual(world.queued, [{ notification: { ...both, audience: { kind: "users", userIds: ["ann"] } }, delaySeconds: 900 }]);
    await sendNotification({ ...both, expiresAt: noon + 3600 }, world);
    assert.equal(world.queued.length, 1);
    await sendNotification({ ...both, urgency: "now" }, world);
    assert.deepEqual(world.sent, ["bob-fcm", "ann-fcm"]);
  });

  it("sends nothing that has expired", async () => {
    const world = new World(annsDevices);
    assert.deepEqual(await sendNotification({ ...notification, expiresAt: noon }, world), { kind: "expired", tally: {}, later: 0 });
    assert.deepEqual([world.sent, world.queued], [[], []]);
  });

  it("reaches everybody by segments and pages, through the queue", async () => {
    const users = Array.from({ length: 40 }, (_, rank) => `user-${String(rank)}`);
    const world = new World(users.map((user) => device(user, "fcm")));
    await sendNotification({ ...notification, audience: { kind: "all" } }, world);
    assert.equal(world.queued.length, segmentCount);
    for (let next = world.queued.shift(); next !== undefined; next = world.queued.shift()) await sendNotification(next.notification, world);
    assert.deepEqual(world.sent.sort(), users.map((user) => `${user}-fcm`).sort());
    assert.ok(new Set(users.map(segmentOf)).size > 10);
  });

  it("reaches everybody once, though the queue hands every message over twice", async () => {
    const users = Array.from({ length: 9 }, (_, rank) => `user-${String(rank)}`);
    const world = new World(users.map((user) => device(user, "email")));
    const twice = async (each: typeof notification) => [await sendNotification(each, world), await sendNotification(each, world)];
    await twice({ ...notification, audience: { kind: "all" } });
    for (let next = world.queued.shift(); next !== undefined; next = world.queued.shift()) await twice(next.notification);
    assert.deepEqual(world.sent.sort(), users.map((user) => `${user}-email`).sort());
  });

  it("waits over midnight in the zone of each user, and tells each once the night is over there", async () => {
    const night = (timeZone: string) => ({ ...everywhere, quietHours: { from: "22:00", to: "07:00", timeZone } });
    const zones = { ann: "Asia/Tokyo", bob: "America/Los_Angeles", cat: "Pacific/Kiritimati" };
    const world = new World(Object.keys(zones).map((user) => device(user, "fcm")), Object.fromEntries(Object.entries(zones).map(([user, zone]) => [user, night(zone)])));
    // Half past eleven at night in Tokyo, half past four in Kiritimati, half past six in the morning in Los Angeles.
    world.clock = Date.UTC(2026, 10, 21, 14, 30) / 1000;
    const told: string[] = [];
    world.outcome = (address) => {
      told.push(`${address} ${new Date(world.clock * 1000).toISOString().slice(11, 16)}`);
      return { kind: "sent" };
    };
    await sendNotification({ ...notification, audience: { kind: "users", userIds: Object.keys(zones) }, expiresAt: world.clock + 24 * 3600 }, world);
    for (let next = world.queued.shift(); next !== undefined; next = world.queued.shift()) {
      world.clock += next.delaySeconds;
      await sendNotification(next.notification, world);
    }
    assert.deepEqual(told, ["bob-fcm 15:00", "cat-fcm 17:00", "ann-fcm 22:00"]);
  });

  it("never sends a letter twice, and settles every one, however often the queue hands it over and whatever becomes of it", async () => {
    const outcomes = fc.array(fc.constantFrom<Outcome["kind"]>("again", "dead", "refused", "sent", "unclear"), { maxLength: 20 });
    await fc.assert(fc.asyncProperty(outcomes, fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 8 }), async (kinds, pauses) => {
      const world = new World([device("ann", "email"), device("ann", "sms")], { ann: everywhere });
      const left = [...kinds];
      world.outcome = () => ({ kind: left.shift() ?? "sent" });
      for (const pause of pauses) {
        await Promise.all([sendNotification(notification, world), sendNotification(notification, world)]);
        world.clock += pause;
      }
      assert.equal(new Set(world.sent).size, world.sent.length);
    }));
  });
});
