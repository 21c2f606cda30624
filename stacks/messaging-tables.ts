import { GlobalTable, type TableSpec } from "../components/tables";
import { stackPrefix } from "./providers";
import { type Region } from "./region";
import { type Settings } from "./settings/schema";

const text = (name: string) => ({ name, type: "S" }) as const;

/**
 * What the platform itself knows of people and their devices. Functions under `functions/shared` read and write the first two, the
 * sender alone the third.
 */
const specs = {
  devices: {
    hashKey: text("userId"), rangeKey: text("deviceId"), ttlAttribute: "expiresAt",
    indexes: {
      // Whose is an address: dead tokens, bounces, and a device that changes hands.
      address: { hashKey: text("addressKey"), projection: "keys" },
      // Everybody, a segment at a time, so that no partition carries the whole of it.
      segment: { hashKey: text("segment"), rangeKey: text("userId"), projection: "keys" },
    },
  },
  preferences: { hashKey: text("userId"), indexes: {} },
  deliveries: { hashKey: text("id"), indexes: {}, ttlAttribute: "expiresAt" },
} as const satisfies Readonly<Record<string, TableSpec>>;

/** Tables of messaging, by key. */
export type MessagingTables = Readonly<Record<keyof typeof specs, GlobalTable>>;

/** Builds the tables as parts of the birth place; each place has a replica of each, under its own key. */
export function buildMessagingTables([birth, other]: readonly [Region, Region], { protection }: Settings): MessagingTables {
  const build = (key: keyof typeof specs): GlobalTable => new GlobalTable(`${birth.place.key}-tables-messaging-${key}`, {
    key, tableName: `${stackPrefix()}-messaging-${key}`, spec: specs[key], tableClass: "STANDARD", deletionProtection: protection,
    sites: [{ place: birth.place, keyArn: birth.keys.arnOf("tables") }, { place: other.place, keyArn: other.keys.arnOf("tables") }],
  }, { ...birth.inside, protect: protection });
  return { devices: build("devices"), preferences: build("preferences"), deliveries: build("deliveries") };
}
