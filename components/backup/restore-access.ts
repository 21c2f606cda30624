import type * as pulumi from "@pulumi/pulumi";
import { allow, type Statement } from "../core/iam";
import { arnOf, type Place } from "../core/place";
import { clusterSnapshots, distinct, tableBackups, useKeysByGrant, type VaultEnd } from "./access";
import { ofKind, type ProtectedStores } from "./protected";

/** What every cluster and table that a test restores is called. Source: AWS Backup Developer Guide, "Restore testing inferred metadata". */
const testName = "awsbackup-restore-test-*";

export interface RestorePaths {
  readonly vault: VaultEnd;
  readonly stores: ProtectedStores;
  readonly tablesFullyManaged: boolean;
}

/**
 * What it takes to restore backups under the name of a test, and nothing under any other.
 * Source: AWS managed policy AWSBackupServiceRolePolicyForRestores, version 35: what it says about Aurora, DynamoDB and keys.
 */
export function restoreForTests({ vault, stores, tablesFullyManaged }: RestorePaths): Statement[] {
  const keyArns = distinct([vault.keyArn, ...Object.values(stores).map(({ keyArn }) => keyArn)]);
  return [
    ...(ofKind(stores, "aurora").length > 0 ? restoreClusters(vault.place) : []),
    ...restoreTables(vault.place, ofKind(stores, "dynamodb").map(({ arn }) => arn), tablesFullyManaged),
    ...useKeysByGrant(keyArns),
    allow({
      sid: "OpenAndSeal",
      actions: [
        "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo",
      ],
      resources: keyArns,
      when: { StringEquals: { "kms:ViaService": ["dynamodb", "rds"].map((service) => `${service}.${vault.place.region}.amazonaws.com`) } },
    }),
  ];
}

function restoreClusters(place: Place): Statement[] {
  const test = arnOf(place, "rds", `cluster:${testName}`);
  return [
    allow({
      sid: "SeeClusters", actions: ["rds:DescribeDBClusterSnapshots", "rds:DescribeDBClusters", "rds:ListTagsForResource"],
      resources: [arnOf(place, "rds", "cluster:*"), arnOf(place, "rds", "cluster-snapshot:*")],
    }),
    allow({
      sid: "RestoreClusters", actions: ["rds:RestoreDBClusterFromSnapshot"],
      resources: [test, clusterSnapshots(place), ...["cluster-pg", "og", "subgrp"].map((type) => arnOf(place, "rds", `${type}:*`))],
    }),
    allow({ sid: "RemoveTestClusters", actions: ["rds:AddTagsToResource", "rds:DeleteDBCluster"], resources: [test] }),
  ];
}

function restoreTables(place: Place, tables: readonly pulumi.Input<string>[], fullyManaged: boolean): Statement[] {
  const [first, ...others] = tables;
  if (first === undefined) return [];
  const test = arnOf(place, "dynamodb", `table/${testName}`);
  return [
    allow({ sid: "RestoreTables", actions: ["dynamodb:RestoreTableFromAwsBackup"], resources: [test] }),
    ...(fullyManaged ? [] : [
      allow({ sid: "RestoreFromDynamoDb", actions: ["dynamodb:RestoreTableFromBackup"], resources: [test, tableBackups(first), ...others.map(tableBackups)] }),
    ]),
    allow({
      sid: "FillTestTables",
      actions: [
        "dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query",
        "dynamodb:Scan", "dynamodb:UpdateItem",
      ],
      resources: [test],
    }),
  ];
}
