import type { Claim, Deliveries, LetterMessage, Outcome, PushMessage, SenderPorts } from "../../../functions/sender/ports";
import type { Device } from "../../../functions/shared/devices";
import type { Notification } from "../../../functions/shared/notification";
import type { Preferences } from "../../../functions/shared/preferences";
import { MemoryDevices, MemoryPreferences } from "./memory";

export const noon = Date.UTC(2026, 10, 21, 12) / 1000;

export const notification: Notification = {
  id: "order-1234", audience: { kind: "user", userId: "ann" }, channels: ["push", "sms", "email"], category: "orders", urgency: "polite",
  content: { title: "On its way", body: "Your order left us." }, expiresAt: noon + 24 * 3600,
};

export const device = (userId: string, kind: Device["kind"], change: Partial<Device> = {}): Device =>
  ({ userId, deviceId: kind, kind, address: `${userId}-${kind}`, state: "live", ...change });

/** Deliveries as the port promises them, in memory. */
export class MemoryDeliveries implements Deliveries {
  readonly all = new Map<string, { state: "claimed" | "settled"; until: number }>();

  constructor(private readonly now: () => number) {}

  claim(id: string, { repeatable }: { readonly repeatable: boolean }): Promise<Claim> {
    const held = this.all.get(id);
    const stale = held?.state === "claimed" && held.until < this.now();
    if (held !== undefined && !(stale && repeatable)) return Promise.resolve(held.state === "settled" ? "done" : stale ? "lost" : "busy");
    this.all.set(id, { state: "claimed", until: this.now() + 120 });
    return Promise.resolve("ours");
  }

  settle(id: string): Promise<void> {
    this.all.set(id, { state: "settled", until: 0 });
    return Promise.resolve();
  }

  release(id: string): Promise<void> {
    this.all.delete(id);
    return Promise.resolve();
  }
}

/** A place to send from, in memory. What becomes of each send is asked of `outcome`. */
export class World implements SenderPorts {
  clock = noon;
  readonly devices: MemoryDevices;
  readonly preferences: MemoryPreferences;
  readonly deliveries: MemoryDeliveries;
  readonly queued: { notification: Notification; delaySeconds: number }[] = [];
  /** Addresses that something was really sent to, in order. */
  readonly sent: string[] = [];
  readonly calls: PushMessage[] = [];
  outcome: (address: string) => Outcome = () => ({ kind: "sent" });

  constructor(devices: readonly Device[], preferences: Readonly<Record<string, Preferences>> = {}) {
    this.devices = new MemoryDevices(devices);
    this.preferences = new MemoryPreferences(preferences);
    this.deliveries = new MemoryDeliveries(this.now);
  }

  /** Takes over what the replicas of another place's tables have heard of by now. */
  hearFrom({ devices, preferences, deliveries }: World): void {
    for (const [mine, others] of [[this.devices.all, devices.all], [this.preferences.all, preferences.all], [this.deliveries.all, deliveries.all]] as const) {
      mine.clear();
      for (const [key, item] of others) (mine as Map<string, unknown>).set(key, structuredClone(item));
    }
  }

  readonly now = (): number => this.clock;
  readonly outbox = { enqueue: (notifications: readonly Notification[], delaySeconds: number): Promise<void> => {
    this.queued.push(...notifications.map((each) => ({ notification: each, delaySeconds })));
    return Promise.resolve();
  } };
  readonly push = (message: PushMessage): Promise<ReadonlyMap<string, Outcome>> => {
    this.calls.push(message);
    return Promise.resolve(new Map(message.addresses.map((address) => [address, this.deliver(address)])));
  };
  readonly sms = ({ address }: LetterMessage): Promise<Outcome> => Promise.resolve(this.deliver(address));
  readonly email = this.sms;

  private deliver(address: string): Outcome {
    const outcome = this.outcome(address);
    if (outcome.kind === "sent" || outcome.kind === "unclear") this.sent.push(address);
    return outcome;
  }
}
