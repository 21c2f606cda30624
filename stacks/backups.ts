import { BackupPlan, RestoreTest, vaultArn, type ProtectedStores, type VaultEnd } from "../components/backup";
import { tableArn } from "../components/core/table-grants";
import { type PlaceDatabase } from "./database";
import { stackPrefix } from "./providers";
import { type Region } from "./region";
import { type Settings } from "./settings";
import { recordsKey } from "./settings/table-keys";
import { type Shared } from "./shared";
import { type Kept } from "./stores";

/** A place with everything of it that can be backed up. */
export interface BackedUp extends Kept {
  /** Absent where none stands. */
  readonly database: PlaceDatabase | undefined;
}

/** Backs up what stands in a place, copies it to the other, and tries the backups. Nothing here knows a role. */
export function backUp({ region, stores, database }: BackedUp, partner: Region, { settings, shared }: { readonly settings: Settings; readonly shared: Shared }): void {
  const { place, inside } = region;
  const { dailyKeepDays, weeklyKeepDays, hourUtc, lock, restoreTest, tableCopies } = settings.backup;
  const protectedStores = storesOf({ region, database }, shared);
  if (Object.keys(protectedStores).length === 0) return;
  const vault: VaultEnd = { place, arn: stores.vault.arn, keyArn: region.keys.arnOf("backup") };
  const tablesFullyManaged = tableCopies !== "off";
  new BackupPlan(`${place.key}-backup`, {
    vault: { ...vault, vaultName: stores.vault.vaultName }, partner: partnerEnd(partner), schedule: { hourUtc, dailyKeepDays, weeklyKeepDays }, lock,
    stores: protectedStores, tablesFullyManaged,
  }, inside);
  if (database === undefined) return;
  new RestoreTest(`${place.key}-backup-test`, {
    vault, planName: stackPrefix().replaceAll("-", "_"), monthly: restoreTest, stores: protectedStores,
    subnetGroupName: database.member.subnetGroupName, tablesFullyManaged,
  }, inside);
}

/** The other place's vault by the name that it is known by: nothing here waits for that place. */
function partnerEnd({ place, keys }: Region): VaultEnd {
  return { place, arn: vaultArn(place, stackPrefix()), keyArn: keys.arnOf("backup") };
}

function storesOf({ region: { place, keys }, database }: Pick<BackedUp, "database" | "region">, { tables, control, records, messaging, identity, api }: Shared): ProtectedStores {
  return {
    ...(database !== undefined && { database: { kind: "aurora", arn: database.member.clusterArn, keyArn: keys.arnOf("database") } as const }),
    ...Object.fromEntries(Object.entries({ ...tables, control, [recordsKey]: records, ...prefixed("messaging", messaging), ...prefixed("identity", identity), ...prefixed("api", api) }).map(([key, table]) =>
      [`table-${key}`, { kind: "dynamodb", arn: tableArn(table.endIn(place)), keyArn: keys.arnOf("tables") } as const])),
  };
}

function prefixed<V>(prefix: string, record: Readonly<Record<string, V>>): Readonly<Record<string, V>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [`${prefix}-${key}`, value]));
}
