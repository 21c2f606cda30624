import { allow, type Statement } from "../core/iam";
import { sidWord } from "../core/sid-word";
import { tableArn, useTableKey, type TableSite } from "../core/table-grants";

/** A table as grants know it. */
export interface TableEnd extends TableSite {
  /** The word that they call it, such as `sessions`. */
  readonly key: string;
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
