import type { Device, DeviceKind, Devices } from "../shared/devices";
import type { Notification } from "../shared/notification";
import type { PreferencesStore } from "../shared/preferences";

/**
 * What became of one message to one address. `again`: nothing was sent, and a later try may work. `unclear`: nobody knows whether it was
 * sent. `refused`: nothing was sent, and no later try will work. `dead`: nobody is there any more.
 */
export type Outcome =
  | { readonly kind: "sent"; /** What the service calls the device by now. */ readonly newAddress?: string | undefined }
  | { readonly kind: "again" | "dead" | "opted-out" | "refused" | "unclear"; readonly why?: string | undefined };

export type PushKind = Exclude<DeviceKind, "email" | "sms">;

/** A push notification for many devices of one kind. */
export interface PushMessage {
  readonly kind: PushKind;
  /** One to {@link mostAddresses}. */
  readonly addresses: readonly string[];
  readonly notification: Notification;
  readonly secondsToLive: number;
}

/** Source: Amazon Pinpoint API reference, quotas of `SendMessages`: 100 recipients. */
export const mostAddresses = 100;

/** A message for one number or mailbox. */
export interface LetterMessage {
  readonly address: string;
  readonly notification: Notification;
  readonly secondsToLive: number;
}

/** Whose turn a delivery is. `done`: it was made, or will never be. `busy`: somebody is at it. `lost`: somebody was, and never said how it ended. */
export type Claim = "busy" | "done" | "lost" | "ours";

/** Deliveries of the platform, each made once at most, known in both places. */
export interface Deliveries {
  /**
   * Takes a delivery on. A claim that nobody settled in time is given away again where the device shows a second copy as the first,
   * and lost where a person would read it twice.
   */
  claim(id: string, how: { readonly repeatable: boolean; readonly keptUntil: number }): Promise<Claim>;
  /** Says that a delivery has ended, whichever way. */
  settle(id: string): Promise<void>;
  /** Gives a claim back: nothing was sent. */
  release(id: string): Promise<void>;
}

/** The place's queue of notifications. */
export interface Outbox {
  enqueue(notifications: readonly Notification[], delaySeconds: number): Promise<void>;
}

/** What the sender needs of the world. A channel that this place does not have is absent. */
export interface SenderPorts {
  readonly devices: Devices;
  readonly preferences: PreferencesStore;
  readonly deliveries: Deliveries;
  readonly outbox: Outbox;
  readonly push?: ((message: PushMessage) => Promise<ReadonlyMap<string, Outcome>>) | undefined;
  readonly sms?: ((message: LetterMessage) => Promise<Outcome>) | undefined;
  readonly email?: ((message: LetterMessage) => Promise<Outcome>) | undefined;
  /** Second since 1970. */
  readonly now: () => number;
}

/** A device that a notification is to reach. */
export interface Target {
  readonly device: Device;
  /** ID of the delivery: always the same for the same notification and device. */
  readonly id: string;
}
