import { allow, type Statement } from "../core/iam";
import { arnOf, type Place } from "../core/place";
import { sidWord } from "../core/sid-word";
import type * as pulumi from "@pulumi/pulumi";

/** A table as a place sees it: each place reads and writes its own replica, under the same name. */
export interface TableEnd {
  readonly place: Place;
  /** The word that grants call it, such as `sessions`. */
  readonly key: string;
  readonly tableName: string;
  /** Key of the same place that encrypts the replica. */
  readonly keyArn: pulumi.Input<string>;
}

/** ARN of a table in a place, known before the table is there. */
export function tableArn({ place, tableName }: Pick<TableEnd, "place" | "tableName">): string {
  return arnOf(place, "dynamodb", `table/${tableName}`);
}

/** Look up items by key, in the table and through its indexes. Not the whole table: see {@link scanItems}. */
export function readItems(table: TableEnd): Statement[] {
  const word = sidWord(table.key);
  return [
    allow({
      sid: `Read${word}`, actions: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"], resources: [tableArn(table), `${tableArn(table)}/index/*`],
    }),
    useTableKey(`Read${word}Encrypted`, table),
  ];
}

/** What a function of the platform does with items: exactly that, and nothing through an index. */
type ItemAction = `dynamodb:${"BatchGetItem" | "ConditionCheckItem" | "DeleteItem" | "GetItem" | "PutItem" | "Query" | "UpdateItem"}`;

/** Do exactly what is named with items of a table, and look them up through the indexes that are named. */
export function useItems(table: TableEnd, actions: readonly [ItemAction, ...ItemAction[]], ...indexes: readonly string[]): Statement[] {
  const word = sidWord(table.key);
  const resources = indexes.map((index) => `${tableArn(table)}/index/${index}`);
  return [allow({ sid: `Use${word}`, actions, resources: [tableArn(table), ...resources] }), useTableKey(`Use${word}Encrypted`, table)];
}

/** Look items up through exactly these indexes. Goes with {@link useItems} of the same table, which opens its key. */
export function findItems(table: Pick<TableEnd, "key" | "place" | "tableName">, indexes: readonly [string, ...string[]]): Statement {
  const [first, ...rest] = indexes;
  const arn = (index: string): string => `${tableArn(table)}/index/${index}`;
  return allow({ sid: `Find${sidWord(table.key)}`, actions: ["dynamodb:Query"], resources: [arn(first), ...rest.map(arn)] });
}

/** Do exactly what is named with items whose key is among those named: `lock#use2`, and the like. A `*` in any of them stands for anything. */
export function useKeyedItems(table: TableEnd, actions: readonly [ItemAction, ...ItemAction[]], keys: readonly [string, ...string[]]): Statement[] {
  const word = sidWord(table.key);
  const test = keys.some((key) => key.includes("*")) ? "ForAllValues:StringLike" : "ForAllValues:StringEquals";
  return [
    allow({
      sid: `Write${word}Own`, actions, resources: [tableArn(table)], when: { [test]: { "dynamodb:LeadingKeys": [...keys] }, Null: { "dynamodb:LeadingKeys": "false" } },
    }),
    useTableKey(`Write${word}OwnEncrypted`, table),
  ];
}

/** Go through a whole table, which costs and slows as it grows. */
export function scanItems(table: TableEnd): Statement[] {
  const word = sidWord(table.key);
  return [
    allow({ sid: `Scan${word}`, actions: ["dynamodb:Scan"], resources: [tableArn(table), `${tableArn(table)}/index/*`] }),
    useTableKey(`Scan${word}Encrypted`, table),
  ];
}

/** Put, change and delete items, alone or in one transaction with a condition on others. */
export function writeItems(table: TableEnd): Statement[] {
  const word = sidWord(table.key);
  return [
    allow({
      sid: `Write${word}`,
      actions: ["dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
      resources: [tableArn(table)],
    }),
    useTableKey(`Write${word}Encrypted`, table),
  ];
}

/** Follow what changes in the place's replica, wherever it was written. */
export function followItems(table: TableEnd): Statement[] {
  const word = sidWord(table.key);
  return [
    allow({
      sid: `Follow${word}`,
      actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
      resources: [`${tableArn(table)}/stream/*`],
    }),
    useTableKey(`Follow${word}Encrypted`, table),
  ];
}

/**
 * DynamoDB opens a table's key in the name of whoever asks for an item.
 * Source: DynamoDB Developer Guide, "DynamoDB encryption at rest usage notes", key policy for a customer managed key, encryption context.
 */
function useTableKey(sid: string, { place, tableName, keyArn }: TableEnd): Statement {
  return allow({
    sid, actions: ["kms:Decrypt"], resources: [keyArn],
    when: { StringEquals: {
      "kms:ViaService": `dynamodb.${place.region}.amazonaws.com`,
      "kms:EncryptionContext:aws:dynamodb:subscriberId": place.account,
      "kms:EncryptionContext:aws:dynamodb:tableName": tableName,
    } },
  });
}
