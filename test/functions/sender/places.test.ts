import assert from "node:assert/strict";
import { sendNotification } from "../../../functions/sender/send";
import { defaultPreferences } from "../../../functions/shared/preferences";
import { device, notification, World } from "../../support/messaging/world";

/** Two places: what stands in the tables of one, and what the other has heard of it. */
function places(...args: ConstructorParameters<typeof World>): { lost: World; standby: World } {
  const standby = new World([]);
  const lost = new World(...args);
  standby.hearFrom(lost);
  return { lost, standby };
}

describe("the sender of the place that is left", () => {
  it("sends what was never sent, and nothing of what the other place has told it of", async () => {
    const { lost, standby } = places([device("ann", "fcm"), device("ann", "email"), device("bob", "email")]);
    const toBoth = { ...notification, audience: { kind: "users" as const, userIds: ["ann", "bob"] } };
    lost.outcome = (address) => ({ kind: address === "bob-email" ? "again" : "sent" });
    await sendNotification(toBoth, lost);
    standby.hearFrom(lost);
    assert.deepEqual(await sendNotification(toBoth, standby), { kind: "done", tally: { sent: 1, done: 2 }, later: 0 });
    assert.deepEqual([lost.sent, standby.sent], [["ann-fcm", "ann-email"], ["bob-email"]]);
  });

  it("takes over a push that the other place began and never ended, and leaves the letter", async () => {
    const { lost, standby } = places([device("ann", "fcm"), device("ann", "email")]);
    await lost.deliveries.claim("order-1234/ann/fcm", { repeatable: true });
    await lost.deliveries.claim("order-1234/ann/email", { repeatable: false });
    standby.hearFrom(lost);
    assert.deepEqual(await sendNotification(notification, standby), { kind: "again", tally: { busy: 2 }, later: 0 });
    standby.clock += 121;
    assert.deepEqual(await sendNotification(notification, standby), { kind: "done", tally: { sent: 1, lost: 1 }, later: 0 });
    assert.deepEqual(standby.sent, ["ann-fcm"]);
  });

  it("repeats only what was sent within the second that was lost: the device shows it once, a mailbox gets it twice", async () => {
    const { lost, standby } = places([device("ann", "fcm"), device("ann", "email")]);
    await sendNotification(notification, lost);
    await sendNotification(notification, standby);
    assert.deepEqual([lost.sent, standby.sent], [["ann-fcm", "ann-email"], ["ann-fcm", "ann-email"]]);
    assert.deepEqual(lost.calls.map((call) => call.notification.id), standby.calls.map((call) => call.notification.id));
  });

  it("knows whom the other place has lost, and what people want by now", async () => {
    const { lost, standby } = places([device("ann", "fcm"), device("ann", "email"), device("bob", "fcm")]);
    lost.outcome = (address) => ({ kind: address === "bob-fcm" ? "sent" : "dead" });
    await sendNotification(notification, lost);
    await lost.preferences.save("bob", { ...defaultPreferences, quietHours: { from: "11:00", to: "13:00", timeZone: "UTC" } });
    standby.hearFrom(lost);
    const next = { ...notification, id: "order-5678", audience: { kind: "users" as const, userIds: ["ann", "bob"] } };
    assert.deepEqual(await sendNotification(next, standby), { kind: "done", tally: {}, later: 1 });
    assert.deepEqual([standby.sent, standby.queued.map(({ delaySeconds }) => delaySeconds)], [[], [900]]);
  });
});
