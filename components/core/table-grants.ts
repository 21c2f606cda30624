import { allow, type Statement } from "./iam";
import { arnOf, type Place } from "./place";
import type * as pulumi from "@pulumi/pulumi";

/** A table as a place sees it: each place reads and writes its own replica, under the same name. */
export interface TableSite {
  readonly place: Place;
  readonly tableName: string;
  /** Key of the same place that encrypts the replica. */
  readonly keyArn: pulumi.Input<string>;
}

/** ARN of a table in a place, known before the table is there. */
export function tableArn({ place, tableName }: Pick<TableSite, "place" | "tableName">): string {
  return arnOf(place, "dynamodb", `table/${tableName}`);
}

/**
 * DynamoDB opens a table's key in the name of whoever asks for an item.
 * Source: DynamoDB Developer Guide, "DynamoDB encryption at rest usage notes", key policy for a customer managed key, encryption context.
 */
export function useTableKey(sid: string, { place, tableName, keyArn }: TableSite): Statement {
  return allow({
    sid, actions: ["kms:Decrypt"], resources: [keyArn],
    when: { StringEquals: {
      "kms:ViaService": `dynamodb.${place.region}.amazonaws.com`,
      "kms:EncryptionContext:aws:dynamodb:subscriberId": place.account,
      "kms:EncryptionContext:aws:dynamodb:tableName": tableName,
    } },
  });
}
