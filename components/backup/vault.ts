import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnOf, type Place } from "../core/place";
import { insist } from "../core/problems";
import { lockArgs, lockProblems, type VaultLock } from "./lock";

export interface VaultArgs {
  readonly place: Place;
  /** The same in both places, and unique in the account: `<project>-<stack>`. Changing it replaces the vault. */
  readonly vaultName: string;
  /** Key of the place. Copies that come in are encrypted with it. Changing it replaces the vault. */
  readonly keyArn: pulumi.Input<string>;
  /** The same in both places, since each holds the other's copies for the same time. */
  readonly lock: VaultLock;
  /** Whether deleting the vault deletes the backups in it. */
  readonly forceDestroy: boolean;
}

/** ARN of a vault, known before the vault is there. */
export function vaultArn(place: Place, vaultName: string): string {
  return arnOf(place, "backup", `backup-vault:${vaultName}`);
}

/**
 * Where a place keeps its own backups and the copies of the other's, out of reach of whoever deletes or garbles the data.
 *
 * @throws {pulumi.ResourceError} with every problem in the name and the lock.
 */
export class Vault extends pulumi.ComponentResource {
  /** Known once the vault is locked. */
  readonly vaultName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { vaultName, keyArn, lock, forceDestroy }: VaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:backup:Vault", name, {}, opts);
    insist([...vaultNameProblems(vaultName), ...lockProblems(lock)], this);
    const vault = new aws.backup.Vault(name, { name: vaultName, kmsKeyArn: keyArn, forceDestroy }, { parent: this });
    const locked = new aws.backup.VaultLockConfiguration(name, { backupVaultName: vault.name, ...lockArgs(lock) }, { parent: this });
    this.vaultName = locked.backupVaultName;
    this.arn = pulumi.all([vault.arn, locked.id]).apply(([arn]) => arn);
    this.registerOutputs({ vaultName: this.vaultName, arn: this.arn });
  }
}

/** Source: AWS Backup API, `CreateBackupVault`, BackupVaultName. */
function vaultNameProblems(vaultName: string): string[] {
  return /^[a-zA-Z0-9_-]{2,50}$/.test(vaultName) ? []
    : [`vaultName is "${vaultName}": want 2 to 50 letters, digits, dashes and underscores`];
}
