import { ReplicatedSecret } from "../components/secrets";
import { GlobalTable } from "../components/tables";
import { buildApiTables, type ApiTables } from "./api-tables";
import { buildControl } from "./failover-control";
import { buildIdentityTables, type IdentityTables } from "./identity-tables";
import { buildMessagingTables, type MessagingTables } from "./messaging-tables";
import { stackPrefix } from "./providers";
import { buildRecords } from "./records";
import { type Region } from "./region";
import { type Settings } from "./settings";
import { tableSpecOf } from "./settings/tables";

/** What is one thing in two places: tables that both write, and secrets that both read. */
export interface Shared {
  readonly tables: Readonly<Record<string, GlobalTable>>;
  readonly secrets: Readonly<Record<string, ReplicatedSecret>>;
  /** What devices keep in step. */
  readonly records: GlobalTable;
  readonly messaging: MessagingTables;
  readonly identity: IdentityTables;
  readonly api: ApiTables;
  /** Who is active, and who activates. */
  readonly control: GlobalTable;
}

/** Days for which a protected secret can be called back: the most that AWS offers. Source: Secrets Manager API, `DeleteSecret`. */
const recoveryDays = 30;

/**
 * Builds what both places share, as parts of the first: only that place's API changes them. In the other they work without it,
 * under names that are known there.
 */
export function buildShared(regions: readonly [Region, Region], settings: Settings): Shared {
  const [birth, other] = regions;
  const { protection } = settings;
  const opts = { ...birth.inside, protect: protection };
  const sites = (purpose: "secrets" | "tables") => [
    { place: birth.place, keyArn: birth.keys.arnOf(purpose) }, { place: other.place, keyArn: other.keys.arnOf(purpose) },
  ] as const;
  return {
    tables: mapValues(settings.tables, (key, table) => new GlobalTable(`${birth.place.key}-tables-${key}`, {
      key: `table-${key}`, tableName: `${stackPrefix()}-${key}`, sites: sites("tables"), spec: tableSpecOf(table), tableClass: table.class,
      deletionProtection: protection,
    }, opts)),
    secrets: mapValues(settings.secrets, (key, { description, value }) => new ReplicatedSecret(`${birth.place.key}-secrets-${key}`, {
      key: `secret-${key}`, secretName: secretNameOf(key), description, sites: sites("secrets"), value,
      recoveryDays: protection ? recoveryDays : 0,
    }, opts)),
    records: buildRecords(regions, settings),
    messaging: buildMessagingTables(regions, settings),
    identity: buildIdentityTables(regions, settings),
    api: buildApiTables(regions, settings),
    control: buildControl(regions, settings),
  };
}

/** The same record with other values. */
export function mapValues<V, W>(record: Readonly<Record<string, V>>, change: (key: string, value: V) => W): Readonly<Record<string, W>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(key, value)]));
}

/** Name of a secret of the settings, the same in both places. */
export function secretNameOf(key: string): string {
  return `${stackPrefix()}/secret/${key}`;
}
