import { type Capacity, type DatabaseSpec, type MemberSize, type Wanted } from "../components/database";
import { type Posture } from "./posture";
import { type Settings } from "./settings/schema";

type DatabaseSettings = Settings["database"];

/** What functions bring the database to. The failover's user may say who is active, the application's may not. */
export const wanted: Wanted = { schema: "app", users: { application: "app", failover: "failover" } };

/** What the database is in every place alike. */
export function databaseSpecOf(database: DatabaseSettings): DatabaseSpec {
  const { engineVersion, name, storage, insights, monitoringSeconds, backupRetentionDays, windows, logRetentionDays } = database;
  return { engineVersion, databaseName: name, storage, insights, monitoringSeconds, backupRetentionDays, windows, logRetentionDays };
}

/** How large each instance is where the database has its full size, or waits. */
export function capacityOf({ capacity }: Pick<DatabaseSettings, "capacity">, size: "full" | "floor"): Capacity {
  if (capacity.kind === "provisioned") {
    return { kind: "provisioned", instanceClass: size === "full" ? capacity.instanceClass : capacity.standbyInstanceClass };
  }
  const { minAcu, standbyMinAcu, maxAcu } = capacity;
  return { kind: "serverless", minAcu: size === "full" ? minAcu : standbyMinAcu, maxAcu };
}

/** What a place's share of the database is made of; nothing where it has none. Both roles have the same instances, or one has none. */
export function memberSizeOf(posture: Pick<Posture, "database">, database: DatabaseSettings): MemberSize | undefined {
  switch (posture.database) {
    case "full": return { instances: database.instances, capacity: capacityOf(database, "full") };
    case "floor": return { instances: database.standbyInstances, capacity: capacityOf(database, "floor") };
    case "storage": return { instances: 0, capacity: capacityOf(database, "floor") };
    case "none": return undefined;
  }
}
