import { GlobalTable } from "../components/tables";
import { controlTableName } from "./failover-names";
import { type Region } from "./region";
import { type Settings } from "./settings/schema";

/**
 * Builds the table that says who is active. Every item has one place that writes it, and the highest epoch wins, so that it does not matter
 * that the last write wins between the places; and each place goes on reading and writing its own replica while the other is lost.
 */
export function buildControl([birth, other]: readonly [Region, Region], { protection }: Settings): GlobalTable {
  return new GlobalTable(`${birth.place.key}-tables-control`, {
    key: "control", tableName: controlTableName(), tableClass: "STANDARD", deletionProtection: protection,
    spec: { hashKey: { name: "pk", type: "S" }, rangeKey: { name: "sk", type: "S" }, indexes: {}, ttlAttribute: "expiresAt" },
    sites: [{ place: birth.place, keyArn: birth.keys.arnOf("tables") }, { place: other.place, keyArn: other.keys.arnOf("tables") }],
  }, { ...birth.inside, protect: protection });
}
