import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { document } from "../core/iam";
import { nameProblems } from "../core/names";
import { insist } from "../core/problems";
import { takeBackups, trustBackup, type VaultEnd } from "./access";
import { lockedOut, type VaultLock } from "./lock";
import { kinds, ofKind, storeProblems, type ProtectedKind, type ProtectedStores } from "./protected";
import { rulesOf, scheduleProblems, type BackupSchedule } from "./schedule";

export interface BackupPlanArgs {
  /** The vault of the place, by name and as an end. */
  readonly vault: VaultEnd & { readonly vaultName: pulumi.Input<string> };
  /** The vault of the other place, which gets a copy of everything. */
  readonly partner: VaultEnd;
  readonly schedule: BackupSchedule;
  /** What both vaults keep backups for. */
  readonly lock: VaultLock;
  /** Stores of this place. */
  readonly stores: ProtectedStores;
  /**
   * Whether AWS Backup is known to keep the backups of tables itself in this account and region (see `BackupRegionSettings`). Without,
   * AWS copies no table to another region, and this plan asks for no copy of one.
   */
  readonly tablesFullyManaged: boolean;
}

/**
 * Backs the stores of a place up every day and copies the backups to the other place, as a role that can do this and no
 * more. Each place has its own, whoever is primary: a copy is pushed by the place that has the data, so it ends with that place.
 *
 * @throws {pulumi.ResourceError} with every problem in the schedule, the lock and the stores.
 */
export class BackupPlan extends pulumi.ComponentResource {
  constructor(private readonly name: string, private readonly args: BackupPlanArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:backup:BackupPlan", name, {}, opts);
    const { schedule, lock, stores, vault, partner } = args;
    insist([
      ...nameProblems("iamRole", name),
      ...scheduleProblems(schedule),
      ...lockedOut("dailyKeepDays", schedule.dailyKeepDays, lock),
      ...lockedOut("weeklyKeepDays", schedule.weeklyKeepDays, lock),
      ...storeProblems(name, stores),
      ...(vault.place.region === partner.place.region ? [`${name} copies ${vault.place.region} onto itself: want two regions`] : []),
    ], this);
    const role = this.makeRole();
    for (const kind of kinds.filter((each) => ofKind(stores, each).length > 0)) this.planFor(kind, role);
    this.registerOutputs({});
  }

  private makeRole(): pulumi.Output<string> {
    const { vault, partner } = this.args;
    const role = new aws.iam.Role(this.name, {
      description: `Backs up the stores of ${vault.place.key} and copies the backups to ${partner.place.key}`,
      assumeRolePolicy: trustBackup(vault.place),
    }, { parent: this });
    const policy = new aws.iam.RolePolicy(this.name, { role: role.name, policy: document(...takeBackups(this.args)) }, { parent: this });
    return pulumi.all([role.arn, policy.id]).apply(([arn]) => arn);
  }

  /** One plan per kind: a rule copies all that its plan selects, and not every kind can be copied. */
  private planFor(kind: ProtectedKind, roleArn: pulumi.Output<string>): void {
    const { vault, partner, schedule, stores, tablesFullyManaged } = this.args;
    const copies = kind === "aurora" || tablesFullyManaged;
    const plan = new aws.backup.Plan(`${this.name}-${kind}`, {
      rules: rulesOf(schedule, vault.vaultName, copies ? { vaultArn: partner.arn } : "none"),
    }, { parent: this });
    for (const [key, store] of Object.entries(stores).filter(([, each]) => each.kind === kind)) {
      new aws.backup.Selection(`${this.name}-${key}`, { planId: plan.id, iamRoleArn: roleArn, resources: [store.arn] }, { parent: this });
    }
  }
}
