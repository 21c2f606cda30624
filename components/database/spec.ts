import { logRetentionProblems } from "../core/log-retention";
import { versionProblems } from "./versions";
import { windowProblems, type Windows } from "./windows";

/** What the database is in every place alike, whoever writes today. */
export interface DatabaseSpec {
  /** One of the supported versions, such as `17.7`. Raising it upgrades both members through the global database. */
  readonly engineVersion: string;
  /** Database that exists from the start: a lower-case letter, then letters and digits. It never changes. */
  readonly databaseName: string;
  /** How storage is charged: by request, or for more in advance. `io-optimized` pays where a quarter of the bill is requests. */
  readonly storage: "standard" | "io-optimized";
  /** How far back the record of load reaches: 7 days, or 15 months at a price per vCPU. */
  readonly insights: "standard" | "advanced";
  /** Seconds between two measurements of an instance's operating system: 1, 5, 10, 15, 30 or 60. */
  readonly monitoringSeconds: number;
  /** Days back to which each member can be restored to any second: 1 to 35. */
  readonly backupRetentionDays: number;
  readonly windows: Windows;
  /** Days that logs are kept, one of the values that CloudWatch Logs takes. */
  readonly logRetentionDays: number;
}

/** Source: RDS API, `CreateDBInstance`, MonitoringInterval; 0, which switches it off, is left out. */
const monitoringIntervals = [1, 5, 10, 15, 30, 60] as const;

/** Source: RDS API, `CreateDBCluster`, BackupRetentionPeriod. */
const backupRetention = { shortest: 1, longest: 35 } as const;

/**
 * Days of Performance Insights that belong to each mode of Database Insights.
 * Source: CloudWatch User Guide, "Turning on the Advanced mode of Database Insights", and `aws.rds.ClusterArgs`.
 */
export const insightsDays = { standard: 7, advanced: 465 } as const;

/** Names that are taken in every database. Source: Amazon Aurora User Guide, "Understanding PostgreSQL roles and permissions", and RDS Proxy. */
const takenNames: readonly string[] = ["postgres", "rdsadmin", "template0", "template1"];

/** What is wrong with a specification, one sentence each. */
export function specProblems(spec: DatabaseSpec): string[] {
  const { databaseName, monitoringSeconds, backupRetentionDays: days } = spec;
  const intervals: readonly number[] = monitoringIntervals;
  return [
    ...versionProblems(spec.engineVersion),
    // Source: RDS API, `CreateGlobalCluster`, DatabaseName; PostgreSQL keeps 63 characters of it.
    ...(/^[a-z][a-z0-9]{0,62}$/.test(databaseName) && !takenNames.includes(databaseName) ? [] : [
      `databaseName is "${databaseName}": want a lower-case letter and up to 62 letters and digits after it, and none of ${takenNames.join(", ")}`,
    ]),
    ...(intervals.includes(monitoringSeconds) ? [] : [`monitoringSeconds is ${monitoringSeconds}: want one of ${intervals.join(", ")}`]),
    ...(Number.isInteger(days) && days >= backupRetention.shortest && days <= backupRetention.longest ? [] : [
      `backupRetentionDays is ${days}: want whole days from ${backupRetention.shortest} to ${backupRetention.longest}`,
    ]),
    ...windowProblems(spec.windows),
    ...logRetentionProblems("logRetentionDays", spec.logRetentionDays),
  ];
}
