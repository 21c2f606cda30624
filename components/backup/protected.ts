import type * as pulumi from "@pulumi/pulumi";

/** What can be backed up here. */
export const kinds = ["aurora", "dynamodb"] as const;
export type ProtectedKind = (typeof kinds)[number];

/** A store of the place, and the key of the place that encrypts it. */
export interface Protected {
  readonly kind: ProtectedKind;
  /** A cluster's or a table's. */
  readonly arn: pulumi.Input<string>;
  readonly keyArn: pulumi.Input<string>;
}

/** Stores by name: the name is in the plan, the store behind it may be another tomorrow. */
export type ProtectedStores = Readonly<Record<string, Protected>>;

/** Most characters that AWS Backup takes in the name of a plan or a selection. Source: AWS Backup API, `BackupSelection`, SelectionName. */
const longestName = 50;

/** A hyphen and seven hexadecimal digits, which Pulumi adds. */
const suffix = 8;

/** Stores of one kind. */
export function ofKind(stores: ProtectedStores, kind: ProtectedKind): Protected[] {
  return Object.values(stores).filter((store) => store.kind === kind);
}

/** What keeps AWS Backup from naming its selections after the stores, one sentence each. */
export function storeProblems(name: string, stores: ProtectedStores): string[] {
  const keys = Object.keys(stores);
  return [
    ...(keys.length === 0 ? [`${name} protects nothing: want one store at least`] : []),
    ...keys.filter((key) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(key))
      .map((key) => `store "${key}" has no name: want lower-case words and digits with single hyphens between`),
    ...keys.filter((key) => `${name}-${key}`.length > longestName - suffix)
      .map((key) => `${name}-${key} has ${`${name}-${key}`.length} characters: want ${longestName - suffix} at most; shorten the store's name`),
  ];
}
