import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { takeBackups, trustBackup } from "../../../components/backup/access";
import { restoreForTests } from "../../../components/backup/restore-access";
import {
  BackupPlan, BackupRegionSettings, RestoreTest, Vault, vaultArn, type BackupPlanArgs, type RestoreTestArgs, type VaultArgs, type VaultLock,
} from "../../../components/backup";
import { type Role } from "../../../components/core/place";
import { changes, record, value, type Nodes } from "../../support/record";
import { as, cluster, partner, stores, table, use2, vault } from "./fixture";

const lock: VaultLock = { mode: "governance", minDays: 7, maxDays: 365 };
const schedule = { hourUtc: 3, dailyKeepDays: 35, weeklyKeepDays: 90 };
const shown = (graph: Nodes): unknown[] => graph.all.map(({ type, name, inputs }) => [type.replace(/^aws:\w+\/\w+:/, ""), name, inputs]);
const documentOf = async (statements: unknown): Promise<object> => ({ Version: "2012-10-17", Statement: await value(pulumi.output(statements)) });

describe("Vault", () => {
  const args: VaultArgs = { place: use2, vaultName: "understudy-prod", keyArn: "arn:key", lock, forceDestroy: false };
  const build = (change: Partial<VaultArgs> = {}) => record((opts) => new Vault("use2-backup", { ...args, ...change }, opts));

  it("is under the place's key, and locked before anybody gets to know it", async () => {
    const { graph, result } = await build();
    assert.deepEqual(shown(graph), [
      ["Vault", "use2-backup", { name: "understudy-prod", kmsKeyArn: "arn:key", forceDestroy: false }],
      ["VaultLockConfiguration", "use2-backup", { backupVaultName: "understudy-prod", minRetentionDays: 7, maxRetentionDays: 365 }],
      ["understudy:backup:Vault", "use2-backup", {}],
    ]);
    assert.deepEqual([await value(result.vaultName), await value(result.arn)], ["understudy-prod", "arn:aws:test:::use2-backup"]);
    assert.equal(vaultArn(use2, "understudy-prod"), "arn:aws:backup:us-east-2:111122223333:backup-vault:understudy-prod");
  });

  it("hands out its name and its ARN by way of the lock, so that nothing is put in before", async () => {
    const { graph } = await record((opts) => {
      const made = new Vault("use2-backup", args, opts);
      new aws.backup.Plan("reader", { rules: [{ ruleName: "x", targetVaultName: made.vaultName, copyActions: [{ destinationVaultArn: made.arn }] }] }, opts);
      new aws.backup.VaultPolicy("namer", { backupVaultName: made.vaultName, policy: "{}" }, opts);
    });
    const lockUrn = graph.one("aws:backup/vaultLockConfiguration:VaultLockConfiguration", "use2-backup").urn;
    assert.deepEqual(["aws:backup/plan:Plan", "aws:backup/vaultPolicy:VaultPolicy"].flatMap((type) => graph.ofType(type))
      .map(({ name, state }) => [name, state.dependencies?.includes(lockUrn)]), [["reader", true], ["namer", true]]);
  });

  it("is locked for good only by somebody who says so", async () => {
    const { graph } = await build({ lock: { mode: "compliance", minDays: 7, maxDays: 365, coolingOffDays: 30, acknowledge: "cannot-be-undone" } });
    assert.deepEqual(graph.inputs("aws:backup/vaultLockConfiguration:VaultLockConfiguration"), { "use2-backup": {
      backupVaultName: "understudy-prod", minRetentionDays: 7, maxRetentionDays: 365, changeableForDays: 30,
    } });
  });

  it("is the same whoever is primary", async () => {
    const graphAs = async (role: Role): Promise<Nodes> => (await build({ place: as(role, use2) })).graph;
    assert.deepEqual(changes(await graphAs("primary"), await graphAs("standby")), []);
  });

  it("refuses a name and a lock that AWS would refuse", async () => {
    await assert.rejects(build({ vaultName: "a", lock: { ...lock, minDays: 0 } }), { message: [
      'vaultName is "a": want 2 to 50 letters, digits, dashes and underscores', "lock.minDays is 0: want whole days from 1 to 36500",
    ].join("\n") });
  });
});

describe("BackupPlan", () => {
  const args: BackupPlanArgs = { vault: { ...vault, vaultName: "understudy-prod" }, partner, schedule, lock, stores, tablesFullyManaged: true };
  const build = (change: Partial<BackupPlanArgs> = {}) => record((opts) => new BackupPlan("use2-backup-plan", { ...args, ...change }, opts));
  const rules = (copied: boolean): object[] => ([["daily", "MON-SAT", 35], ["weekly", "SUN", 90]] as const).map(([ruleName, days, keep]) => ({
    ruleName, schedule: `cron(0 3 ? * ${days} *)`, startWindow: 60, completionWindow: 1440, targetVaultName: "understudy-prod",
    lifecycle: { deleteAfter: keep }, ...(copied && { copyActions: [{ destinationVaultArn: "arn:vault:there", lifecycle: { deleteAfter: keep } }] }),
  }));

  it("backs up every store by name and copies it to the other place, as a role that can do no more", async () => {
    const { graph } = await build();
    const roleArn = "arn:aws:test:::use2-backup-plan";
    assert.deepEqual(shown(graph), [
      ["Plan", "use2-backup-plan-aurora", { rules: rules(true) }],
      ["Plan", "use2-backup-plan-dynamodb", { rules: rules(true) }],
      ["Selection", "use2-backup-plan-main", { planId: "use2-backup-plan-aurora-id", iamRoleArn: roleArn, resources: [cluster] }],
      ["Selection", "use2-backup-plan-sessions", { planId: "use2-backup-plan-dynamodb-id", iamRoleArn: roleArn, resources: [table] }],
      ["Role", "use2-backup-plan", { description: "Backs up the stores of use2 and copies the backups to usw2", assumeRolePolicy: trustBackup(use2) }],
      ["RolePolicy", "use2-backup-plan", { role: "use2-backup-plan-name", policy: await documentOf(takeBackups(args)) }],
      ["understudy:backup:BackupPlan", "use2-backup-plan", {}],
    ]);
    assert.deepEqual(trustBackup(use2), { Version: "2012-10-17", Statement: [{
      Sid: "Assume", Effect: "Allow", Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole",
      Condition: { StringEqualsIfExists: { "aws:SourceAccount": "111122223333" } },
    }] });
  });

  it("asks for no copy of tables where AWS would refuse one", async () => {
    const { graph } = await build({ tablesFullyManaged: false });
    assert.deepEqual(graph.inputs("aws:backup/plan:Plan"), {
      "use2-backup-plan-aurora": { rules: rules(true) }, "use2-backup-plan-dynamodb": { rules: rules(false) },
    });
  });

  it("selects nothing before its role may back it up", async () => {
    const { graph } = await build();
    const policy = graph.one("aws:iam/rolePolicy:RolePolicy", "use2-backup-plan").urn;
    for (const { state, name } of graph.ofType("aws:backup/selection:Selection")) assert.equal(state.dependencies?.includes(policy), true, name);
  });

  it("is the same whoever is primary", async () => {
    const graphAs = async (here: Role, there: Role): Promise<Nodes> => (await build({
      vault: { ...args.vault, place: as(here, use2) }, partner: { ...partner, place: as(there, partner.place) },
    })).graph;
    assert.deepEqual(changes(await graphAs("primary", "standby"), await graphAs("standby", "primary")), []);
  });

  it("refuses backups that the vaults would not keep, stores without a fit name, and a copy onto itself, all at once", async () => {
    const main = stores["main"] ?? assert.fail();
    await assert.rejects(build({
      schedule: { hourUtc: -1, dailyKeepDays: 3, weeklyKeepDays: 400 }, partner: { ...partner, place: use2 },
      stores: { Main: main, ["n".repeat(26)]: main },
    }), { message: [
      "hourUtc is -1: want an hour from 0 to 23",
      "dailyKeepDays is 3, the vaults keep backups for 7 to 365 days: want it in between, or every backup fails",
      "weeklyKeepDays is 400, the vaults keep backups for 7 to 365 days: want it in between, or every backup fails",
      'store "Main" has no name: want lower-case words and digits with single hyphens between',
      `use2-backup-plan-${"n".repeat(26)} has 43 characters: want 42 at most; shorten the store's name`,
      "use2-backup-plan copies us-east-2 onto itself: want two regions",
    ].join("\n") });
    await assert.rejects(build({ stores: {} }), { message: "use2-backup-plan protects nothing: want one store at least" });
  });
});

describe("RestoreTest", () => {
  const args: RestoreTestArgs = {
    vault, planName: "understudy_prod", monthly: { day: 1, hourUtc: 9 }, stores, subnetGroupName: "isolated", tablesFullyManaged: true,
  };
  const build = (change: Partial<RestoreTestArgs> = {}) => record((opts) => new RestoreTest("use2-backup-test", { ...args, ...change }, opts));

  it("restores the newest backup of every store once a month, where nobody is let in, under the place's keys", async () => {
    const { graph } = await build();
    const selection = { restoreTestingPlanName: "understudy_prod", iamRoleArn: "arn:aws:test:::use2-backup-test", validationWindowHours: 1 };
    assert.deepEqual(shown(graph), [
      ["RestoreTestingPlan", "use2-backup-test", {
        name: "understudy_prod", scheduleExpression: "cron(0 9 1 * ? *)", startWindowHours: 8,
        recoveryPointSelection: {
          algorithm: "LATEST_WITHIN_WINDOW", includeVaults: ["arn:vault:here"], recoveryPointTypes: ["SNAPSHOT"], selectionWindowDays: 7,
        },
      }],
      ["RestoreTestingSelection", "use2-backup-test-aurora", {
        ...selection, name: "aurora", protectedResourceType: "Aurora", protectedResourceArns: [cluster], restoreMetadataOverrides: { dbSubnetGroupName: "isolated" },
      }],
      ["RestoreTestingSelection", "use2-backup-test-dynamodb", {
        ...selection, name: "dynamodb", protectedResourceType: "DynamoDB", protectedResourceArns: [table],
        restoreMetadataOverrides: { encryptionType: "KMS", kmsMasterKeyArn: "arn:key:tables" },
      }],
      ["Role", "use2-backup-test", { description: "Restores backups of use2 under the name of a test", assumeRolePolicy: trustBackup(use2) }],
      ["RolePolicy", "use2-backup-test", { role: "use2-backup-test-name", policy: await documentOf(restoreForTests(args)) }],
      ["understudy:backup:RestoreTest", "use2-backup-test", {}],
    ]);
  });

  it("is the same whoever is primary", async () => {
    const graphAs = async (role: Role): Promise<Nodes> => (await build({ vault: { ...vault, place: as(role, use2) } })).graph;
    assert.deepEqual(changes(await graphAs("primary"), await graphAs("standby")), []);
  });

  it("refuses names and days that AWS or a month would refuse", async () => {
    await assert.rejects(build({ planName: "understudy-prod", monthly: { day: 29, hourUtc: 24 }, stores: {} }), { message: [
      'planName is "understudy-prod": want 1 to 50 letters, digits and underscores',
      "monthly.day is 29: want a day that every month has, 1 to 28",
      "monthly.hourUtc is 24: want an hour from 0 to 23",
      "there is nothing to restore: want one store at least",
    ].join("\n") });
  });
});

describe("BackupRegionSettings", () => {
  it("lets AWS Backup keep the backups of tables, so that they can be copied", async () => {
    const { graph } = await record((opts) => new BackupRegionSettings("use2-backup-settings", opts));
    assert.deepEqual(graph.inputs("aws:backup/regionSettings:RegionSettings"), { "use2-backup-settings": {
      resourceTypeOptInPreference: { Aurora: true, DynamoDB: true }, resourceTypeManagementPreference: { DynamoDB: true },
    } });
  });
});
