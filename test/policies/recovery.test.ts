import assert from "node:assert/strict";
import { unknownStringValue } from "../../policies/lib/sdk";
import { backupsAreKept } from "../../policies/rules/recovery/backups-are-kept";
import { bucketsOutliveARegion } from "../../policies/rules/recovery/buckets-outlive-a-region";
import { databasesOutliveARegion } from "../../policies/rules/recovery/databases-outlive-a-region";
import { databasesSurviveMistakes } from "../../policies/rules/recovery/databases-survive-mistakes";
import { tablesOutliveARegion } from "../../policies/rules/recovery/tables-outlive-a-region";
import { configured, holds, objection, verdict, type Sketch } from "./support";

type Props = Readonly<Record<string, unknown>>;

const clusterType = "aws:rds/cluster:Cluster";
const globalType = "aws:rds/globalCluster:GlobalCluster";
const safe = { deletionProtection: true, copyTagsToSnapshot: true, skipFinalSnapshot: false, backupRetentionPeriod: 14 };
const kept = (props: Props): readonly Sketch[] => [{ type: clusterType, props: { ...safe, ...props } }];

holds(databasesSurviveMistakes, {
  silent: { "a cluster that keeps its past": kept({}), "a global database that refuses deletion": [{ type: globalType, props: { deletionProtection: true } }] },
  objects: {
    "a cluster that one call deletes": [kept({ deletionProtection: false }), "subject: deletionProtection is false, want true."],
    "a global database that one call deletes": [[{ type: globalType }], "subject: deletionProtection is not set, want true."],
    "no last snapshot": [kept({ skipFinalSnapshot: true }), "subject: skipFinalSnapshot is true, want false."],
    "a week": [kept({ backupRetentionPeriod: 7 }), "subject: backupRetentionPeriod is 7, want 14 or more."],
    "the default of a day": [kept({ backupRetentionPeriod: null }), "subject: backupRetentionPeriod is not set, want 14 or more."],
    "snapshots without tags": [kept({ copyTagsToSnapshot: false }), "subject: copyTagsToSnapshot is false, want true."],
  },
  open: { "days that are not known": [kept({ backupRetentionPeriod: unknownStringValue }), "backupRetentionPeriod of subject"] },
});

describe("recovery-databases-survive-mistakes, with settings", () => {
  const [rule = databasesSurviveMistakes] = configured([databasesSurviveMistakes], { "recovery-databases-survive-mistakes": { deletionProtection: false, backupDays: 30 } });
  it("asks no protection of a stack that is thrown away, and as many days as it is told", async () => {
    assert.deepEqual(await verdict(rule, ...kept({ deletionProtection: false, skipFinalSnapshot: true })),
      [objection(rule, "subject: backupRetentionPeriod is 14, want 30 or more.")]);
  });
});

const cluster = (region: string, props: Props = {}): Sketch => ({
  type: clusterType, name: region,
  props: { id: `db-${region}`, clusterIdentifier: `db-${region}`, arn: `arn:aws:rds:${region}:111122223333:cluster:db-${region}`, region, engineVersion: "17.7", globalClusterIdentifier: "all", ...props },
});
const all: Sketch = { type: globalType, name: "all", props: { id: "all", engineVersion: "17.7" } };
const copied = (region: string, props: Props = {}): readonly Sketch[] => [
  { type: "aws:backup/plan:Plan", name: "plan", props: { id: "plan-1", rules: [{ copyActions: [{ destinationVaultArn: `arn:aws:backup:${region}:111122223333:backup-vault:v` }] }] } },
  { type: "aws:backup/selection:Selection", name: "selection", props: { planId: "plan-1", resources: ["arn:aws:rds:us-east-2:111122223333:cluster:db-us-east-2"], ...props } },
];
const lonely = "its storage is in us-east-2 alone, want a cluster in each of two regions, or backups that are copied to another one.";

holds(databasesOutliveARegion, {
  silent: {
    "clusters in two regions": [all, cluster("us-east-2"), cluster("us-west-2")],
    "one cluster whose backups are copied away": [all, cluster("us-east-2"), ...copied("us-west-2")],
    "a cluster on its own whose backups are copied away": [cluster("us-east-2", { globalClusterIdentifier: null }), ...copied("us-west-2")],
  },
  objects: {
    "one region": [[all, cluster("us-east-2")], `all: ${lonely}`],
    "two clusters in one region": [[all, cluster("us-east-2"), { ...cluster("us-east-2"), name: "other" }], `all: ${lonely}`],
    "copies in the same region": [[all, cluster("us-east-2"), ...copied("us-east-2")], `all: ${lonely}`],
    "copies of something else": [[all, cluster("us-east-2"), ...copied("us-west-2", { resources: ["arn:aws:rds:us-east-2:111122223333:cluster:other"] })], `all: ${lonely}`],
    "a cluster on its own": [[cluster("us-east-2", { globalClusterIdentifier: null })], `us-east-2: ${lonely}`],
    "no cluster at all": [[all], "all: its storage is nowhere, want a cluster in each of two regions, or backups that are copied to another one."],
    "two versions": [[all, cluster("us-east-2"), cluster("us-west-2", { engineVersion: "17.6" })], 'us-west-2: engineVersion is "17.6", want "17.7", as all.'],
  },
  open: {
    "a region that is not known": [[all, cluster("us-east-2"), cluster("us-west-2", { region: unknownStringValue })], "region of all"],
    "a version that is not known": [[all, cluster("us-east-2"), cluster("us-west-2", { engineVersion: unknownStringValue })], "engineVersion of us-west-2"],
  },
});

const tableType = "aws:dynamodb/table:Table";
const replica = { regionName: "us-west-2", pointInTimeRecovery: true, deletionProtectionEnabled: true };
const table = (props: Props = {}): Sketch => ({
  type: tableType, name: "orders", props: { id: "orders", arn: "arn:orders", pointInTimeRecovery: { enabled: true }, deletionProtectionEnabled: true, replicas: [replica], ...props },
});
const separate = (props: Props = {}): Sketch => ({
  type: "aws:dynamodb/tableReplica:TableReplica", name: "copy", props: { globalTableArn: "arn:orders", pointInTimeRecovery: true, deletionProtectionEnabled: true, ...props },
});
holds(tablesOutliveARegion, {
  silent: { "a table with its replica": [table()], "a replica of its own": [table({ replicas: [] }), separate()] },
  objects: {
    "no replica": [[table({ replicas: [] })], "orders: replicas is not set, want a replica in another region."],
    "a replica of another table": [[table({ replicas: [] }), separate({ globalTableArn: "arn:carts" })], "orders: replicas is not set, want a replica in another region."],
    "a replica without a past": [[table({ replicas: [{ ...replica, pointInTimeRecovery: false }] })], "orders: replicas[0].pointInTimeRecovery is false, want true."],
    "a table without a past": [[table({ pointInTimeRecovery: null })], "orders: pointInTimeRecovery.enabled is not set, want true."],
    "a replica that one call deletes": [[table({ replicas: [{ ...replica, deletionProtectionEnabled: false }] })], "orders: replicas[0].deletionProtectionEnabled is false, want true."],
    "a replica of its own without anything": [[table({ replicas: [] }), separate({ pointInTimeRecovery: null, deletionProtectionEnabled: null })],
      "copy: deletionProtectionEnabled is not set, want true.", "copy: pointInTimeRecovery is not set, want true."],
  },
  open: { "a past that is not known": [[table({ pointInTimeRecovery: { enabled: unknownStringValue } })], "pointInTimeRecovery.enabled of orders"] },
});

describe("recovery-tables-outlive-a-region, with settings", () => {
  const [rule = tablesOutliveARegion] = configured([tablesOutliveARegion], { "recovery-tables-outlive-a-region": { deletionProtection: false } });
  it("asks no protection of a stack that is thrown away", async () => {
    assert.deepEqual(await verdict(rule, table({ deletionProtectionEnabled: false, replicas: [{ ...replica, deletionProtectionEnabled: false }] }), separate({ deletionProtectionEnabled: false })), []);
  });
});

const bucket = (name: string, region: string): Sketch => ({ type: "aws:s3/bucket:Bucket", name, props: { id: name, bucket: name, arn: `arn:aws:s3:::${name}`, region } });
const versioned = (name: string, status = "Enabled"): Sketch =>
  ({ type: "aws:s3/bucketVersioning:BucketVersioning", name: `${name}-versions`, props: { bucket: name, versioningConfiguration: { status } } });
const follows = (from: string, to: string, rule: Props = {}): Sketch => ({
  type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig", name: `${from}-copies`,
  props: { bucket: from, rules: [{
    status: "Enabled", destination: { bucket: `arn:aws:s3:::${to}`, encryptionConfiguration: { replicaKmsKeyId: "key-there" } },
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" }, replicaModifications: { status: "Enabled" } }, ...rule,
  }] },
});
const rulesOf = ({ props = {} }: Sketch): readonly unknown[] => (props as { readonly rules: readonly unknown[] }).rules;
const [east, west] = [bucket("east", "us-east-2"), bucket("west", "us-west-2")];
const pair = [east, west, versioned("east"), versioned("west")];
const logged: Sketch = { type: "aws:s3/bucketLogging:BucketLogging", name: "east-logging", props: { bucket: "east", targetBucket: "logs" } };
holds(bucketsOutliveARegion, {
  silent: {
    "a pair that follows each other": [...pair, follows("east", "west"), follows("west", "east")],
    "a bucket for access logs": [...pair, follows("east", "west"), follows("west", "east"), bucket("logs", "us-east-2"), logged],
    "a rule with an empty filter": [...pair, follows("east", "west", { filter: {} }), follows("west", "east", { filter: { prefix: "" } })],
    "a rule for a part beside one for all": [...pair, { ...follows("east", "west"), props: { bucket: "east", rules: ["a/", undefined].flatMap((prefix) => rulesOf(follows("east", "west", prefix === undefined ? {} : { filter: { prefix } }))) } }, follows("west", "east")],
  },
  objects: {
    "a bucket alone": [[bucket("east", "us-east-2")],
      "east: its replication is not set, want a rule that copies every object to a bucket in another region.", 'east: its versioning is not set, want "Enabled".'],
    "versions that are switched off": [[east, west, versioned("east", "Suspended"), versioned("west"), follows("east", "west"), follows("west", "east")],
      'east: its versioning is "Suspended", want "Enabled".'],
    "one way": [[...pair, follows("east", "west")],
      "east: its replication is one way, to west, want both ways.", "west: its replication is not set, want a rule that copies every object to a bucket in another region."],
    "a rule that sleeps": [[...pair, follows("east", "west", { status: "Disabled" }), follows("west", "east")], 'east: rules[].status is "Disabled", want "Enabled".'],
    "a rule that skips what is encrypted": [[...pair, follows("east", "west", { sourceSelectionCriteria: { replicaModifications: { status: "Enabled" } } }), follows("west", "east")],
      'east: rules[].sourceSelectionCriteria.sseKmsEncryptedObjects.status is not set, want "Enabled".'],
    "a rule for a part of the objects": [[...pair, follows("east", "west", { filter: { prefix: "a/" } }), follows("west", "east", { prefix: "a/" })],
      "east: rules[].filter is a part of the objects, want a rule for all of them: an empty filter.", "west: rules[].filter is a part of the objects, want a rule for all of them: an empty filter."],
    "a rule for what somebody has tagged": [[...pair, follows("east", "west", { filter: { and: { tags: { keep: "yes" } } } }), follows("west", "east")],
      "east: rules[].filter is a part of the objects, want a rule for all of them: an empty filter."],
    "copies under the key of the wrong region, and under none": [[...pair, follows("east", "west", { destination: { bucket: "arn:aws:s3:::west", encryptionConfiguration: { replicaKmsKeyId: "arn:aws:kms:us-east-2:123456789012:key/a" } } }),
      follows("west", "east", { destination: { bucket: "arn:aws:s3:::east" } })],
      "east: rules[].destination.encryptionConfiguration.replicaKmsKeyId is a key of us-east-2, want a key of us-west-2, where the copy stands.",
      "west: rules[].destination.encryptionConfiguration.replicaKmsKeyId is not set, want the ARN of a customer managed key."],
    "a copy in the same region": [[east, bucket("west", "us-east-2"), versioned("east"), versioned("west"), follows("east", "west"), follows("west", "east")],
      "east: rules[].destination.bucket is west in us-east-2 as well, want a bucket in another region.",
      "west: rules[].destination.bucket is east in us-east-2 as well, want a bucket in another region."],
    "a copy outside of the stack": [[east, versioned("east"), follows("east", "elsewhere")],
      'east: rules[].destination.bucket is "arn:aws:s3:::elsewhere", want a bucket of this stack in another region.'],
  },
  open: {
    "versions that are not known": [[east, west, versioned("east", unknownStringValue), versioned("west"), follows("east", "west"), follows("west", "east")],
      "versioningConfiguration.status of east"],
  },
});

const vault: Sketch = { type: "aws:backup/vault:Vault", name: "vault", props: { id: "v" } };
const lock: Sketch = { type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration", name: "lock", props: { backupVaultName: "v", minRetentionDays: 7 } };
const selected = (...resources: readonly string[]): Sketch => ({ type: "aws:backup/selection:Selection", name: "selection", props: { planId: "p", resources } });
const daily: Sketch = { ...selected(), props: { planId: "p", selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] } };
const orders: Sketch = { type: tableType, name: "orders", props: { id: "o-1", name: "o-1", arn: unknownStringValue } };
holds(backupsAreKept, {
  silent: {
    "a locked vault": [vault, lock],
    "a cluster by its ARN": [cluster("us-east-2"), selected("arn:aws:rds:us-east-2:111122223333:cluster:db-us-east-2")],
    "a table by an ARN that only ends like it": [orders, selected("arn:aws:dynamodb:us-east-2:111122223333:table/o-1")],
    "a table by a pattern of ARNs": [table({ arn: "arn:aws:dynamodb:us-east-2:111122223333:table/orders" }), selected("arn:aws:dynamodb:*:*:table/*")],
    "a table by its tag": [table({ tags: { backup: "daily" } }), daily],
    "a table by a tag in a list": [table({ tags: [{ key: "app", value: "shop" }, { key: "backup", value: "daily" }] }), daily],
    "a table by a tag that its provider adds": [{ ...table({ tags: { app: "shop" } }), provider: { defaultTags: JSON.stringify({ tags: { backup: "daily" } }) } }, daily],
    "a table that does not exist yet": [
      { type: tableType, name: "orders", props: { id: unknownStringValue } },
      { ...selected(), props: { planId: "p", resources: [unknownStringValue] }, from: { resources: ["orders"] } },
    ],
  },
  objects: {
    "an open vault": [[vault], "vault: its lock is not set, want days for which backups are kept."],
    "a lock on a vault of the same name elsewhere": [[{ ...vault, props: { id: "v", region: "us-east-2" } }, { ...lock, props: { backupVaultName: "v", region: "us-west-2" } }],
      "vault: its lock is not set, want days for which backups are kept."],
    "a lock that keeps nothing": [[vault, { ...lock, props: { backupVaultName: "v" } }], "lock: minRetentionDays is not set, want 1 or more."],
    "a table that a selection leaves out": [[table({ arn: "arn:aws:dynamodb:us-east-2:111122223333:table/orders" }), { ...selected("*"), props: { planId: "p", resources: ["*"], notResources: ["arn:aws:dynamodb:*:*:table/*"] } }], "orders: its backup plan is not there, want a plan that selects it by its ARN."],
    "a table with another tag": [[table({ tags: { backup: "never" } }), daily], "orders: its backup plan is not there, want a plan that selects it by its ARN."],
    "a lock on another vault": [[vault, { ...lock, props: { backupVaultName: "w" } }], "vault: its lock is not set, want days for which backups are kept."],
    "a table in no plan": [[orders, selected("arn:aws:dynamodb:us-east-2:111122223333:table/co-1")], "orders: its backup plan is not there, want a plan that selects it by its ARN."],
    "a cluster in no plan": [[cluster("us-east-2")], "us-east-2: its backup plan is not there, want a plan that selects it by its ARN."],
  },
});
