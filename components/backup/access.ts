import * as pulumi from "@pulumi/pulumi";
import { allow, trust, type Document, type Statement } from "../core/iam";
import { arnOf, type Place } from "../core/place";
import { ofKind, type ProtectedStores } from "./protected";

/** A vault as its place sees it. */
export interface VaultEnd {
  readonly place: Place;
  readonly arn: pulumi.Input<string>;
  /** Key that encrypts what is in it. */
  readonly keyArn: pulumi.Input<string>;
}

export interface BackupPaths {
  readonly vault: VaultEnd;
  readonly partner: VaultEnd;
  readonly stores: ProtectedStores;
  /** Whether AWS Backup itself is known to keep the backups of tables. Where it is not, either it or DynamoDB does. */
  readonly tablesFullyManaged: boolean;
}

type Arns = readonly [pulumi.Input<string>, ...pulumi.Input<string>[]];

/**
 * Lets AWS Backup take up a role. It takes it up only for plans of this account, since a role cannot be passed to another
 * one. AWS documents no source in this call: where there is one, it has to be this account.
 * Source: AWS Backup Developer Guide, "IAM service roles", creating roles.
 */
export function trustBackup(place: Place): Document {
  return trust("backup.amazonaws.com", { StringEqualsIfExists: { "aws:SourceAccount": place.account } });
}

/**
 * What it takes to back the stores up here and copy the backups there.
 * Source: AWS managed policy AWSBackupServiceRolePolicyForBackup, version 30: what it says about Aurora, DynamoDB, vaults and
 * keys, less continuous backups and sharing, on these stores and vaults instead of all.
 */
export function takeBackups(paths: BackupPaths): Statement[] {
  const { vault, partner, stores } = paths;
  return [
    ...snapshotClusters(paths),
    ...backUpTables(paths),
    allow({ sid: "SeeVaults", actions: ["backup:DescribeBackupVault"], resources: [vault.arn, partner.arn] }),
    allow({ sid: "CopyInto", actions: ["backup:CopyIntoBackupVault"], resources: [partner.arn] }),
    allow({ sid: "CopyFrom", actions: ["backup:CopyFromBackupVault"], resources: [recoveryPoints(vault.place), clusterSnapshots(vault.place)] }),
    allow({ sid: "TagBackups", actions: ["backup:TagResource"], resources: [recoveryPoints(vault.place), recoveryPoints(partner.place)] }),
    ...useKeysByGrant(distinct([vault.keyArn, partner.keyArn, ...Object.values(stores).map(({ keyArn }) => keyArn)])),
  ];
}

function snapshotClusters({ vault: { place }, partner, stores }: BackupPaths): Statement[] {
  const clusters = ofKind(stores, "aurora").map(({ arn }) => arn);
  if (clusters.length === 0) return [];
  const snapshots = [clusterSnapshots(place), clusterSnapshots(partner.place)] as const;
  return [
    allow({
      sid: "SeeClusters", actions: ["rds:DescribeDBClusterSnapshots", "rds:DescribeDBClusters", "rds:ListTagsForResource"],
      resources: [
        arnOf(place, "rds", "cluster:*"), arnOf(place, "rds", "cluster-snapshot:*"),
        arnOf(partner.place, "rds", "cluster:*"), arnOf(partner.place, "rds", "cluster-snapshot:*"),
      ],
    }),
    allow({ sid: "SnapshotClusters", actions: ["rds:CreateDBClusterSnapshot"], resources: [clusterSnapshots(place), ...clusters] }),
    allow({
      sid: "KeepSnapshots", actions: ["rds:AddTagsToResource", "rds:CopyDBClusterSnapshot", "rds:DeleteDBClusterSnapshot"], resources: snapshots,
    }),
  ];
}

/**
 * Who keeps the backups of tables is a setting of the account and region, which nobody may have touched: AWS Backup does in an
 * account whose first vault is younger than November 2021, DynamoDB in any other.
 * Source: AWS Backup Developer Guide, "Advanced DynamoDB backup".
 */
function backUpTables({ vault, stores, tablesFullyManaged }: BackupPaths): Statement[] {
  const [table, ...tables] = ofKind(stores, "dynamodb");
  if (table === undefined) return [];
  const arns: Arns = [table.arn, ...tables.map(({ arn }) => arn)];
  return [
    allow({
      sid: "BackUpTables",
      actions: ["dynamodb:DescribeTable", "dynamodb:ListTagsOfResource", "dynamodb:StartAwsBackupJob", ...(tablesFullyManaged ? [] : ["dynamodb:CreateBackup"] as const)],
      resources: arns,
    }),
    allow({
      sid: "ReadAndSealTables", actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: distinct([vault.keyArn, table.keyArn, ...tables.map(({ keyArn }) => keyArn)]),
      when: { StringEquals: { "kms:ViaService": `dynamodb.${vault.place.region}.amazonaws.com` } },
    }),
    ...(tablesFullyManaged ? [] : [
      allow({
        sid: "KeepTableBackups", actions: ["dynamodb:DeleteBackup", "dynamodb:DescribeBackup"],
        resources: [tableBackups(table.arn), ...tables.map(({ arn }) => tableBackups(arn))],
      }),
    ]),
  ];
}

/** Each key once: stores share keys, and the policies of a role have 10,240 characters. Source: IAM User Guide, "IAM and AWS STS quotas". */
export function distinct([first, ...others]: Arns): Arns {
  return [first, ...[...new Set(others)].filter((each) => each !== first)];
}

/** AWS services encrypt and decrypt by grants that they make in the role's name. */
export function useKeysByGrant(keyArns: Arns): Statement[] {
  return [
    allow({ sid: "SeeKeys", actions: ["kms:DescribeKey"], resources: keyArns }),
    allow({ sid: "GrantKeys", actions: ["kms:CreateGrant"], resources: keyArns, when: { Bool: { "kms:GrantIsForAWSResource": "true" } } }),
  ];
}

/** Backups of tables that DynamoDB keeps. */
export function tableBackups(arn: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.interpolate`${arn}/backup/*`;
}

/** Snapshots of clusters that AWS Backup has made or copied. */
export function clusterSnapshots(place: Place): string {
  return arnOf(place, "rds", "cluster-snapshot:awsbackup:*");
}

function recoveryPoints(place: Place): string {
  return arnOf(place, "backup", "recovery-point:*");
}
