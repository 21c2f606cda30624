import type * as aws from "@pulumi/aws";

/** An attribute that a table or an index is looked up by: text, number or bytes. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N" | "B";
}

/** Another way to look items up. */
export interface IndexSpec {
  readonly hashKey: KeyAttribute;
  readonly rangeKey?: KeyAttribute | undefined;
  /** What a look-up through the index gives back beside keys: everything, nothing more, or the attributes named. */
  readonly projection: "all" | "keys" | readonly [string, ...string[]];
}

/** What a table holds, as far as DynamoDB has to know. */
export interface TableSpec {
  /** Changing a key replaces the table. */
  readonly hashKey: KeyAttribute;
  readonly rangeKey?: KeyAttribute | undefined;
  /** By name. */
  readonly indexes: Readonly<Record<string, IndexSpec>>;
  /** Attribute with the second (since 1970) after which DynamoDB deletes an item, in both places. @defaultValue items stay */
  readonly ttlAttribute?: string | undefined;
}

type Schema = Pick<aws.dynamodb.TableArgs, "attributes" | "hashKey" | "rangeKey" | "globalSecondaryIndexes" | "ttl">;

/** Source: DynamoDB API, `CreateTable`, TableName and IndexName; `AttributeDefinition`. */
const limits = { name: /^[A-Za-z0-9_.-]{3,255}$/, longestKeyName: 255, mostIndexes: 20 } as const;

/** The spec as the provider takes it. Attributes are named once, whoever uses them. */
export function schemaOf({ hashKey, rangeKey, indexes, ttlAttribute }: TableSpec): Schema {
  const types = new Map(keysOf({ hashKey, indexes, ...(rangeKey !== undefined && { rangeKey }) }).map(({ name, type }) => [name, type]));
  return {
    attributes: [...types].map(([name, type]) => ({ name, type })).sort((a, b) => a.name.localeCompare(b.name)),
    hashKey: hashKey.name,
    ...(rangeKey !== undefined && { rangeKey: rangeKey.name }),
    ...(Object.keys(indexes).length > 0 && { globalSecondaryIndexes: Object.entries(indexes).map(([name, index]) => indexOf(name, index)) }),
    ...(ttlAttribute !== undefined && { ttl: { enabled: true, attributeName: ttlAttribute } }),
  };
}

function indexOf(name: string, { hashKey, rangeKey, projection }: IndexSpec): aws.types.input.dynamodb.TableGlobalSecondaryIndex {
  return {
    name,
    keySchemas: [
      { attributeName: hashKey.name, keyType: "HASH" },
      ...(rangeKey === undefined ? [] : [{ attributeName: rangeKey.name, keyType: "RANGE" }]),
    ],
    ...(projection === "all" ? { projectionType: "ALL" }
      : projection === "keys" ? { projectionType: "KEYS_ONLY" }
        : { projectionType: "INCLUDE", nonKeyAttributes: [...projection] }),
  };
}

function keysOf({ hashKey, rangeKey, indexes }: TableSpec): KeyAttribute[] {
  return [{ hashKey, ...(rangeKey !== undefined && { rangeKey }) }, ...Object.values(indexes)]
    .flatMap((each) => [each.hashKey, ...(each.rangeKey === undefined ? [] : [each.rangeKey])]);
}

/** What DynamoDB would refuse in a table, one sentence each. */
export function tableProblems(tableName: string, spec: TableSpec): string[] {
  const keys = keysOf(spec);
  const indexNames = Object.keys(spec.indexes);
  const torn = [...new Set(keys.map(({ name }) => name))].filter((name) => new Set(keys.filter((key) => key.name === name).map(({ type }) => type)).size > 1);
  return [
    ...[tableName, ...indexNames].filter((name) => !limits.name.test(name))
      .map((name) => `${name} names no table or index: want 3 to 255 letters, digits, dots, dashes and underscores`),
    ...[...new Set(keys.map(({ name }) => name))].filter((name) => name.length < 1 || name.length > limits.longestKeyName)
      .map((name) => `key attribute "${name}" has ${name.length} characters: want 1 to ${limits.longestKeyName}`),
    ...torn.map((name) => `key attribute ${name} has two types: want the same wherever it is a key`),
    ...(indexNames.length > limits.mostIndexes ? [`indexes are ${indexNames.length}: want ${limits.mostIndexes} at most`] : []),
    ...(spec.ttlAttribute !== undefined && keys.some(({ name, type }) => name === spec.ttlAttribute && type !== "N")
      ? [`ttlAttribute ${spec.ttlAttribute} is a key that is no number: want a number, in seconds`] : []),
  ];
}
