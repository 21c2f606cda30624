import { selectionsOf } from "../../lib/backups";
import { mustReach } from "../../lib/demands";
import { flaw } from "../../lib/finding";
import { regionOf } from "../../lib/regions";
import { stackRule, type Sightings } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { tokens } from "../../lib/tokens";
import { isSet, text } from "../../lib/value";

/** Whoever can delete a store can delete its backups too, unless a lock stands before the vault. */
export const backupsAreKept = stackRule({
  name: "recovery-backups-are-kept",
  description: "Databases and tables are in a backup plan, and vaults refuse to give backups up before their time.",
  severity: "high",
  types: [...tokens.vaults, ...tokens.databaseClusters, ...tokens.tables],
  fix: "Name the store in a Selection of a backup plan; give each vault a VaultLockConfiguration with minRetentionDays.",
  controls: ["RDS.26", "DynamoDB.4", "CKV2_AWS_8"],
  url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html",
}, check);

function* check(stack: Stack): Sightings {
  // Vaults of two regions may have one name.
  for (const on of stack.of(tokens.vaults)) {
    const [lock] = stack.referrers(tokens.vaultLocks, "backupVaultName", on).filter((each) => text(regionOf(each)) === text(regionOf(on)));
    if (lock === undefined && isSet(on.props["lockConfiguration"])) for (const finding of mustReach(on.props, "lockConfiguration.minRetentionDays", 1)) yield { on, finding };
    else if (lock === undefined) yield { on, finding: flaw("its lock", "not set", "days for which backups are kept") };
    else for (const finding of mustReach(lock.props, "minRetentionDays", 1)) yield { on: lock, finding };
  }
  for (const on of [...stack.of(tokens.databaseClusters), ...stack.of(tokens.tables)]) {
    if (selectionsOf(stack, on).length === 0) yield { on, finding: flaw("its backup plan", "not there", "a plan that selects it by its ARN") };
  }
}
