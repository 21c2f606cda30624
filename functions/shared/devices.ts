import { createHash } from "node:crypto";
import type { Channel } from "./notification";

/** What an address is an address of: the services that push, and what a person reads. */
export const deviceKinds = ["fcm", "apns", "apns-sandbox", "adm", "sms", "email"] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** `dead`: nothing arrives there any more. `opted-out`: whoever is there asked not to be written to. */
export type DeviceState = "live" | "dead" | "opted-out";

/** Somewhere that somebody can be reached: an app on a device, a phone number, a mailbox. */
export interface Device {
  readonly userId: string;
  /** The user's own word for it; of a phone number or a mailbox, its kind. */
  readonly deviceId: string;
  readonly kind: DeviceKind;
  /** Token, number in E.164, or e-mail address. */
  readonly address: string;
  readonly state: DeviceState;
}

/** Some users of a segment, and where to go on; no cursor at its end. */
export interface UserPage {
  readonly userIds: readonly string[];
  readonly cursor?: string | undefined;
}

/** Where people can be reached, known in both places. */
export interface Devices {
  /** Everything of these users, in no order. */
  of(userIds: readonly string[]): Promise<readonly Device[]>;
  /** Adds or refreshes a device. Whoever had the address before has it no longer: a device that changes hands tells its new owner alone. */
  register(device: Omit<Device, "state">): Promise<void>;
  remove(userId: string, deviceId: string): Promise<void>;
  /** Removes everything of a user, as the deletion of an account does. */
  removeUser(userId: string): Promise<void>;
  /** Removes a device whose token is dead, unless it has another one by now. */
  forget(device: Pick<Device, "address" | "deviceId" | "userId">): Promise<void>;
  /** Gives a device the token that its service calls it by now, unless it has another one already. */
  readdress(device: Pick<Device, "address" | "deviceId" | "kind" | "userId">, address: string): Promise<void>;
  /** Says of an address, whoever has it, that it is not to be written to. */
  mark(kind: DeviceKind, address: string, state: Exclude<DeviceState, "live">): Promise<void>;
  usersIn(segment: string, cursor?: string): Promise<UserPage>;
}

/** What apps are reached by. */
export const pushKinds = ["fcm", "apns", "apns-sandbox", "adm"] as const satisfies readonly DeviceKind[];

/** The channel that reaches a kind of address. */
export function channelOf(kind: DeviceKind): Channel {
  return pushKinds.some((push) => push === kind) ? "push" : kind === "sms" ? "sms" : "email";
}

/** Parts that everybody is divided into. A change would lose users until they register again. */
export const segmentCount = 64;

/** Every segment. */
export const segments: readonly string[] = Array.from({ length: segmentCount }, (_, rank) => String(rank));

/** The segment of a user: always the same, and as full as any other. */
export function segmentOf(userId: string): string {
  return String(createHash("sha256").update(userId).digest().readUInt32BE() % segmentCount);
}

/** An address as a key: tokens can be longer than a key may be, and a key is easily seen. Source: DynamoDB Developer Guide, "Quotas", partition key. */
export function addressKey(kind: DeviceKind, address: string): string {
  return createHash("sha256").update(`${kind}:${kind === "email" ? address.toLowerCase() : address}`).digest("hex");
}

/** Days without a sign of an app after which its token is forgotten. Source: Firebase documentation, "Best practices for FCM registration token management", stale tokens. */
const staleDays = 270;

/** Second at which a device is forgotten by itself; phone numbers and mailboxes stay. */
export function forgottenAt(kind: DeviceKind, nowSeconds: number): number | undefined {
  return channelOf(kind) === "push" ? nowSeconds + staleDays * 24 * 60 * 60 : undefined;
}
