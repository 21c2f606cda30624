import { GlobalTable, type TableSpec } from "../components/tables";
import { stackPrefix } from "./providers";
import { type Region } from "./region";
import { type Settings } from "./settings/schema";

const text = (name: string) => ({ name, type: "S" }) as const;

/** What the API keeps: who wants to be forgotten, and which files users have sent. Functions under `functions/shared` read and write them. */
const specs = {
  // Only a wish that is open has the attribute of the index.
  accounts: { hashKey: text("userId"), rangeKey: text("part"), ttlAttribute: "expiresAt", indexes: { open: { hashKey: text("open"), projection: "all" } } },
  uploads: { hashKey: text("userId"), rangeKey: text("uploadId"), ttlAttribute: "expiresAt", indexes: {} },
} as const satisfies Readonly<Record<string, TableSpec>>;

/** Tables of the API, by key. */
export type ApiTables = Readonly<Record<keyof typeof specs, GlobalTable>>;

/** Builds the tables as parts of the birth place; each place has a replica of each, under its own key. */
export function buildApiTables([birth, other]: readonly [Region, Region], { protection }: Settings): ApiTables {
  const build = (key: keyof typeof specs): GlobalTable => new GlobalTable(`${birth.place.key}-tables-api-${key}`, {
    key, tableName: `${stackPrefix()}-api-${key}`, spec: specs[key], tableClass: "STANDARD", deletionProtection: protection,
    sites: [{ place: birth.place, keyArn: birth.keys.arnOf("tables") }, { place: other.place, keyArn: other.keys.arnOf("tables") }],
  }, { ...birth.inside, protect: protection });
  return { accounts: build("accounts"), uploads: build("uploads") };
}
