import { capacityWarnings } from "../components/database/capacity";
import { capacityOf } from "./database-shape";
import { type Settings } from "./settings/schema";

/** What AWS takes, and advises against, one sentence each: an owner may have a reason. */
export function adviceOn({ database }: Pick<Settings, "database">): readonly string[] {
  return capacityWarnings("database.capacity", capacityOf(database, "full"));
}
