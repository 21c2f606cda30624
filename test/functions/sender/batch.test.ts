import assert from "node:assert/strict";
import { sendBatch, type BatchPorts, type Received } from "../../../functions/sender/batch";
import { MemoryPreferences } from "../../support/messaging/memory";
import { device, notification, World } from "../../support/messaging/world";

const message = (messageId: string, body: unknown, tries = 1): Received =>
  ({ messageId, receiptHandle: `handle-${messageId}`, body: typeof body === "string" ? body : JSON.stringify(body), tries });

function portsOver(world: World, remaining = 60_000): BatchPorts & { readonly hidden: [string, number][]; readonly aside: string[] } {
  const hidden: [string, number][] = [];
  const aside: string[] = [];
  return {
    devices: world.devices, preferences: world.preferences, deliveries: world.deliveries, outbox: world.outbox, push: world.push, email: world.email, now: world.now,
    hide: (handle, seconds) => Promise.resolve(void hidden.push([handle, seconds])), setAside: (body) => Promise.resolve(void aside.push(body)),
    chance: () => 0, remaining: () => remaining, report: () => undefined, hidden, aside,
  };
}

describe("a batch of messages", () => {
  it("gives back only what has to come again, later each time, and puts what nobody understands aside", async () => {
    const world = new World([device("ann", "fcm"), device("bob", "email")]);
    world.outcome = (address) => ({ kind: address === "ann-fcm" ? "again" : "sent" });
    const ports = portsOver(world);
    const toBob = { ...notification, audience: { kind: "user", userId: "bob" } };
    assert.deepEqual(await sendBatch([message("a", notification, 3), message("b", toBob), message("c", "poison")], ports), ["a"]);
    assert.deepEqual([ports.hidden, ports.aside, world.sent], [[["handle-a", 8]], ["poison"], ["bob-email"]]);
  });

  it("takes a failure for one message's own", async () => {
    const world = new World([device("bob", "email")]);
    const failing = new (class extends MemoryPreferences {
      override of(userIds: readonly string[]) {
        return userIds.includes("ann") ? Promise.reject(new Error("no")) : super.of(userIds);
      }
    })();
    const toBob = { ...notification, audience: { kind: "user", userId: "bob" } };
    assert.deepEqual(await sendBatch([message("a", notification), message("b", toBob)], { ...portsOver(world), preferences: failing }), ["a"]);
  });

  it("begins nothing that it cannot end", async () => {
    const world = new World([device("ann", "fcm")]);
    assert.deepEqual(await sendBatch([message("a", notification)], portsOver(world, 19_999)), ["a"]);
    assert.deepEqual(world.sent, []);
  });
});
