import type { Device, DeviceKind, Devices } from "./devices";

/** What a user pool says of somebody, as far as it tells where letters arrive. Source: OpenID Connect Core 1.0, section 5.1, `email` and `phone_number`. */
export interface LetterAttributes {
  readonly email?: string | undefined;
  readonly email_verified?: string | undefined;
  readonly phone_number?: string | undefined;
  readonly phone_number_verified?: string | undefined;
}

/** Kinds of addresses that a person reads, each under its own name in the registry. */
const letterKinds = ["email", "sms"] as const satisfies readonly DeviceKind[];

/** Where a user gets letters: what the pool has verified, and nothing that somebody merely claims. */
export function letterboxesOf(userId: string, attributes: LetterAttributes): readonly Omit<Device, "state">[] {
  const verified: Readonly<Record<(typeof letterKinds)[number], string | undefined>> = {
    email: attributes.email_verified === "true" ? attributes.email : undefined,
    sms: attributes.phone_number_verified === "true" ? attributes.phone_number : undefined,
  };
  return letterKinds.flatMap((kind) => {
    const address = verified[kind];
    return address === undefined ? [] : [{ userId, deviceId: kind, kind, address }];
  });
}

/**
 * Makes the registry say what the pool says. What is there already stays as it is: a mailbox that is dead, or whose owner wants no letters,
 * does not come back to life when its owner signs in.
 */
export async function keepLetterboxes(userId: string, attributes: LetterAttributes, devices: Pick<Devices, "of" | "register" | "remove">): Promise<void> {
  const wanted = letterboxesOf(userId, attributes);
  const known = (await devices.of([userId])).filter(({ kind }) => letterKinds.some((letter) => letter === kind));
  const isSame = (one: Omit<Device, "state">, other: Omit<Device, "state">): boolean => one.deviceId === other.deviceId && one.kind === other.kind && one.address === other.address;
  for (const gone of known.filter(({ deviceId }) => wanted.every((each) => each.deviceId !== deviceId))) await devices.remove(userId, gone.deviceId);
  for (const fresh of wanted.filter((each) => !known.some((device) => isSame(device, each)))) await devices.register(fresh);
}
