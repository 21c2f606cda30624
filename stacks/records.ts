import { syncTable } from "../components/sync";
import { GlobalTable } from "../components/tables";
import { stackPrefix } from "./providers";
import { type Region } from "./region";
import { type Settings } from "./settings/schema";
import { recordsKey } from "./settings/table-keys";

/** Builds the table that devices keep in step with, as a part of the birth place; each place has a replica, under its own key. */
export function buildRecords([birth, other]: readonly [Region, Region], { protection }: Settings): GlobalTable {
  return new GlobalTable(`${birth.place.key}-tables-${recordsKey}`, {
    key: recordsKey, tableName: `${stackPrefix()}-${recordsKey}`, spec: syncTable, tableClass: "STANDARD", deletionProtection: protection,
    sites: [{ place: birth.place, keyArn: birth.keys.arnOf("tables") }, { place: other.place, keyArn: other.keys.arnOf("tables") }],
  }, { ...birth.inside, protect: protection });
}
