import type { DeviceKind, Devices } from "../shared/devices";
import { parsed } from "../shared/json";

/** What came back about an address. */
export interface Mark {
  readonly kind: Extract<DeviceKind, "email" | "sms">;
  readonly address: string;
  readonly state: "dead" | "opted-out";
}

/**
 * What an event of SES, or of text messages, says of addresses: nothing, where a later message may arrive.
 * Source: SES Developer Guide, "Contents of event data that Amazon SES publishes to Amazon SNS"; AWS End User Messaging SMS User Guide, "Event types".
 */
export function marksIn(message: string): readonly Mark[] {
  const event = objectOf(parsed(message));
  switch (event["eventType"]) {
    case "Bounce": {
      const bounce = objectOf(event["bounce"]);
      return bounce["bounceType"] === "Permanent" ? addressesIn(bounce["bouncedRecipients"]).map((address) => ({ kind: "email", address, state: "dead" })) : [];
    }
    case "Complaint":
      return addressesIn(objectOf(event["complaint"])["complainedRecipients"]).map((address) => ({ kind: "email", address, state: "opted-out" }));
    case "TEXT_INVALID": {
      const address = event["destinationPhoneNumber"];
      return typeof address === "string" ? [{ kind: "sms", address, state: "dead" }] : [];
    }
    default: return [];
  }
}

/** Keeps what came back, so that neither place writes to the address again. */
export async function keepFeedback(messages: readonly string[], devices: Pick<Devices, "mark">): Promise<readonly Mark[]> {
  const marks = messages.flatMap(marksIn);
  for (const { kind, address, state } of marks) await devices.mark(kind, address, state);
  return marks;
}

function addressesIn(recipients: unknown): string[] {
  return (Array.isArray(recipients) ? recipients : []).map((recipient) => objectOf(recipient)["emailAddress"])
    .filter((address) => typeof address === "string").map((address) => /<([^>]+)>/.exec(address)?.[1] ?? address);
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
