import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { takeBackups, type BackupPaths } from "../../../components/backup/access";
import { restoreForTests } from "../../../components/backup/restore-access";
import { value } from "../../support/record";
import { cluster, partner, rds, stores, table, vault } from "./fixture";

const paths: BackupPaths = { vault, partner, stores, tablesFullyManaged: true };
const points = (region: string): string => `arn:aws:backup:${region}:111122223333:recovery-point:*`;
const settle = (statements: unknown): Promise<unknown> => value(pulumi.output(statements));
const everyKey = ["arn:key:here", "arn:key:there", "arn:key:database", "arn:key:tables"];
const allow = (Sid: string, Action: string[], Resource: string[]): object => ({ Sid, Effect: "Allow", Action, Resource });
const keysByGrant = (keys: string[]): object[] => [
  allow("SeeKeys", ["kms:DescribeKey"], keys),
  { ...allow("GrantKeys", ["kms:CreateGrant"], keys), Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } },
];

const clusters = [
  allow("SeeClusters", ["rds:DescribeDBClusterSnapshots", "rds:DescribeDBClusters", "rds:ListTagsForResource"], [
    rds("us-east-2", "cluster:*"), rds("us-east-2", "cluster-snapshot:*"), rds("us-west-2", "cluster:*"), rds("us-west-2", "cluster-snapshot:*"),
  ]),
  allow("SnapshotClusters", ["rds:CreateDBClusterSnapshot"], [rds("us-east-2", "cluster-snapshot:awsbackup:*"), cluster]),
  allow("KeepSnapshots", ["rds:AddTagsToResource", "rds:CopyDBClusterSnapshot", "rds:DeleteDBClusterSnapshot"],
    [rds("us-east-2", "cluster-snapshot:awsbackup:*"), rds("us-west-2", "cluster-snapshot:awsbackup:*")]),
];
const managed = ["dynamodb:DescribeTable", "dynamodb:ListTagsOfResource", "dynamodb:StartAwsBackupJob"];
const sealTables = {
  ...allow("ReadAndSealTables", ["kms:Decrypt", "kms:GenerateDataKey"], ["arn:key:here", "arn:key:tables"]),
  Condition: { StringEquals: { "kms:ViaService": "dynamodb.us-east-2.amazonaws.com" } },
};
const vaults = [
  allow("SeeVaults", ["backup:DescribeBackupVault"], ["arn:vault:here", "arn:vault:there"]),
  allow("CopyInto", ["backup:CopyIntoBackupVault"], ["arn:vault:there"]),
  allow("CopyFrom", ["backup:CopyFromBackupVault"], [points("us-east-2"), rds("us-east-2", "cluster-snapshot:awsbackup:*")]),
  allow("TagBackups", ["backup:TagResource"], [points("us-east-2"), points("us-west-2")]),
];

describe("what a backup plan may do", () => {
  it("backs up the stores that it is given, copies the backups to the other vault, and uses their keys", async () => {
    assert.deepEqual(await settle(takeBackups(paths)), [
      ...clusters,
      allow("BackUpTables", managed, [table]), sealTables,
      ...vaults,
      ...keysByGrant(everyKey),
    ]);
  });

  it("backs tables up whoever keeps their backups, where the account's own setting says who", async () => {
    assert.deepEqual(await settle(takeBackups({ ...paths, tablesFullyManaged: false })), [
      ...clusters,
      allow("BackUpTables", ["dynamodb:CreateBackup", ...managed], [table]), sealTables,
      allow("KeepTableBackups", ["dynamodb:DeleteBackup", "dynamodb:DescribeBackup"], [`${table}/backup/*`]),
      ...vaults,
      ...keysByGrant(everyKey),
    ]);
  });

  it("names a key once that many stores share, since a role's policies are bounded", async () => {
    const both = { ...stores, more: { kind: "dynamodb", arn: "arn:table:more", keyArn: "arn:key:tables" } } as const;
    const keysOf = async (each: typeof stores): Promise<unknown> =>
      (await settle(takeBackups({ ...paths, stores: each })) as { Sid: string; Resource: string[] }[]).filter(({ Sid }) => /Key|Seal/.test(Sid)).map(({ Resource }) => Resource);
    assert.deepEqual(await keysOf(both), await keysOf(stores));
  });

  it("touches no kind of store that it is not given", async () => {
    const { main } = stores as Required<typeof stores>;
    assert.deepEqual(await settle(takeBackups({ ...paths, stores: { main: main ?? assert.fail() } })),
      [...clusters, ...vaults, ...keysByGrant(["arn:key:here", "arn:key:there", "arn:key:database"])]);
  });
});

describe("what a restore test may do", () => {
  const keys = ["arn:key:here", "arn:key:database", "arn:key:tables"];
  const test = { cluster: rds("us-east-2", "cluster:awsbackup-restore-test-*"), table: "arn:aws:dynamodb:us-east-2:111122223333:table/awsbackup-restore-test-*" };
  const restoredClusters = [
    allow("SeeClusters", ["rds:DescribeDBClusterSnapshots", "rds:DescribeDBClusters", "rds:ListTagsForResource"],
      [rds("us-east-2", "cluster:*"), rds("us-east-2", "cluster-snapshot:*")]),
    allow("RestoreClusters", ["rds:RestoreDBClusterFromSnapshot"], [
      test.cluster, rds("us-east-2", "cluster-snapshot:awsbackup:*"), rds("us-east-2", "cluster-pg:*"), rds("us-east-2", "og:*"), rds("us-east-2", "subgrp:*"),
    ]),
    allow("RemoveTestClusters", ["rds:AddTagsToResource", "rds:DeleteDBCluster"], [test.cluster]),
  ];
  const fill = allow("FillTestTables", [
    "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query",
    "dynamodb:Scan", "dynamodb:UpdateItem",
  ], [test.table]);
  const open = {
    ...allow("OpenAndSeal", [
      "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
    ], keys),
    Condition: { StringEquals: { "kms:ViaService": ["dynamodb.us-east-2.amazonaws.com", "rds.us-east-2.amazonaws.com"] } },
  };

  it("makes and removes what bears the name of a test, and nothing else", async () => {
    assert.deepEqual(await settle(restoreForTests({ vault, stores, tablesFullyManaged: true })), [
      ...restoredClusters, allow("RestoreTables", ["dynamodb:RestoreTableFromAwsBackup"], [test.table]), fill, ...keysByGrant(keys), open,
    ]);
  });

  it("takes tables from whoever keeps their backups, where the account's own setting says who", async () => {
    assert.deepEqual(await settle(restoreForTests({ vault, stores, tablesFullyManaged: false })), [
      ...restoredClusters, allow("RestoreTables", ["dynamodb:RestoreTableFromAwsBackup"], [test.table]),
      allow("RestoreFromDynamoDb", ["dynamodb:RestoreTableFromBackup"], [test.table, `${table}/backup/*`]), fill, ...keysByGrant(keys), open,
    ]);
  });
});
