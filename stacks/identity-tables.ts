import { GlobalTable, type TableSpec } from "../components/tables";
import { stackPrefix } from "./providers";
import { type Region } from "./region";
import { type Settings } from "./settings/schema";

const text = (name: string) => ({ name, type: "S" }) as const;

/** What functions around sign-in keep. Each place writes its own replica, and works on while it is alone. */
const specs = {
  /** Keys that tokens are verified with: one item for each place, written by that place. */
  keys: { hashKey: text("place"), indexes: {} },
  /** Who is kept out. Operators write it, in whichever place is there. */
  blocks: { hashKey: text("userId"), indexes: {}, ttlAttribute: "expiresAt" },
  /**
   * Tries of sign-ins by the hour, and the last that worked: items of each place, written by that place. The groups of all that a user was put into: one item, written
   * where the pool was born.
   */
  attempts: { hashKey: text("userId"), rangeKey: text("part"), indexes: {}, ttlAttribute: "expiresAt" },
} as const satisfies Readonly<Record<string, TableSpec>>;

/** Tables around sign-in, by key. */
export type IdentityTables = Readonly<Record<keyof typeof specs, GlobalTable>>;

/** Builds the tables as parts of the birth place; each place has a replica of each, under its own key. */
export function buildIdentityTables([birth, other]: readonly [Region, Region], { protection }: Settings): IdentityTables {
  const build = (key: keyof typeof specs): GlobalTable => new GlobalTable(`${birth.place.key}-tables-identity-${key}`, {
    key, tableName: `${stackPrefix()}-identity-${key}`, spec: specs[key], tableClass: "STANDARD", deletionProtection: protection,
    sites: [{ place: birth.place, keyArn: birth.keys.arnOf("tables") }, { place: other.place, keyArn: other.keys.arnOf("tables") }],
  }, { ...birth.inside, protect: protection });
  return { keys: build("keys"), blocks: build("blocks"), attempts: build("attempts") };
}
