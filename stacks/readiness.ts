import { type StandbyDatabase } from "./posture";
import { type Recovery } from "./promise";
import { type Settings } from "./settings/schema";

/** What the standby's database is made of. */
export function standbyDatabaseOf({ database }: Pick<Settings, "database">): StandbyDatabase {
  return database.standbyInstances === 0 ? "storage" : "instances";
}

/** What settings say about surviving the loss of a region, wherever they say it. */
export function recoveryOf(settings: Pick<Settings, "database" | "recovery">): Recovery {
  return { ...settings.recovery, standbyDatabase: standbyDatabaseOf(settings) };
}

/** Seconds from a task's start until the slowest service's load balancer gives it requests: as many good checks as it wants to see. */
export function fitSecondsOf(services: Settings["services"]): number {
  return Math.max(0, ...Object.values(services).map(({ health }) => health.intervalSeconds * health.healthyCount));
}
