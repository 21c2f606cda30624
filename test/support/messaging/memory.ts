import { segmentOf, type Device, type Devices } from "../../../functions/shared/devices";
import type { Preferences, PreferencesStore } from "../../../functions/shared/preferences";

/** A registry of devices as the port promises it, in memory. */
export class MemoryDevices implements Devices {
  readonly all = new Map<string, Device>();

  constructor(devices: readonly Device[] = [], private readonly pageSize = 2) {
    for (const device of devices) this.all.set(keyOf(device), device);
  }

  of(userIds: readonly string[]): Promise<readonly Device[]> {
    return Promise.resolve([...this.all.values()].filter(({ userId }) => userIds.includes(userId)));
  }

  register(device: Omit<Device, "state">): Promise<void> {
    for (const [key, { kind, address }] of this.all) if (kind === device.kind && address === device.address) this.all.delete(key);
    this.all.set(keyOf(device), { ...device, state: "live" });
    return Promise.resolve();
  }

  remove(userId: string, deviceId: string): Promise<void> {
    this.all.delete(keyOf({ userId, deviceId }));
    return Promise.resolve();
  }

  removeUser(userId: string): Promise<void> {
    for (const [key, device] of this.all) if (device.userId === userId) this.all.delete(key);
    return Promise.resolve();
  }

  forget(device: Pick<Device, "address" | "deviceId" | "userId">): Promise<void> {
    if (this.all.get(keyOf(device))?.address === device.address) this.all.delete(keyOf(device));
    return Promise.resolve();
  }

  readdress(device: Pick<Device, "address" | "deviceId" | "kind" | "userId">, address: string): Promise<void> {
    const held = this.all.get(keyOf(device));
    if (held?.address === device.address) this.all.set(keyOf(device), { ...held, address });
    return Promise.resolve();
  }

  mark(kind: Device["kind"], address: string, state: "dead" | "opted-out"): Promise<void> {
    for (const [key, device] of this.all) if (device.kind === kind && device.address === address) this.all.set(key, { ...device, state });
    return Promise.resolve();
  }

  usersIn(segment: string, cursor = "0"): Promise<{ userIds: string[]; cursor?: string }> {
    const users = [...new Set([...this.all.values()].map(({ userId }) => userId))].filter((userId) => segmentOf(userId) === segment).sort();
    const end = Number(cursor) + this.pageSize;
    return Promise.resolve({ userIds: users.slice(Number(cursor), end), ...(end < users.length && { cursor: String(end) }) });
  }
}

/** Preferences as the port promises them, in memory. */
export class MemoryPreferences implements PreferencesStore {
  readonly all: Map<string, Preferences>;

  constructor(given: Readonly<Record<string, Preferences>> = {}) {
    this.all = new Map(Object.entries(given));
  }

  of(userIds: readonly string[]): Promise<ReadonlyMap<string, Preferences>> {
    return Promise.resolve(new Map([...this.all].filter(([userId]) => userIds.includes(userId))));
  }

  save(userId: string, preferences: Preferences): Promise<void> {
    this.all.set(userId, preferences);
    return Promise.resolve();
  }

  remove(userId: string): Promise<void> {
    this.all.delete(userId);
    return Promise.resolve();
  }
}

function keyOf({ userId, deviceId }: Pick<Device, "deviceId" | "userId">): string {
  return `${userId}/${deviceId}`;
}
