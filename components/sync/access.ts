import * as pulumi from "@pulumi/pulumi";
import { allow, trust, type Document, type Statement } from "../core/iam";
import { arnOf, type Place } from "../core/place";

/** The replica of a place that resolvers work on. */
export interface TableEnd {
  readonly place: Place;
  readonly tableName: string;
  /** Key of the same place that encrypts the replica. */
  readonly keyArn: pulumi.Input<string>;
}

/** Who may act for an API: AppSync, for the APIs of this place. Source: AWS AppSync Developer Guide, "Cross-service confused deputy prevention". */
export function trustApis(place: Place): Document {
  return trust("appsync.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": place.account },
    ArnLike: { "aws:SourceArn": arnOf(place, "appsync", "apis/*") },
  });
}

/** Look up records and memberships, by key and through the indexes. */
export function readRecords(table: TableEnd): Statement[] {
  const arn = tableArn(table);
  return [
    allow({ sid: "ReadRecords", actions: ["dynamodb:GetItem"], resources: [arn] }),
    allow({ sid: "FindRecords", actions: ["dynamodb:Query"], resources: [arn, `${arn}/index/changes`, `${arn}/index/memberships`] }),
    useTableKey("OpenRecords", table),
  ];
}

/** Put records and memberships, and take memberships away. AppSync looks at the item where a condition fails, for which it needs to read. */
export function writeRecords(table: TableEnd): Statement[] {
  return [
    allow({ sid: "WriteRecords", actions: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"], resources: [tableArn(table)] }),
    useTableKey("EncryptRecords", table),
  ];
}

/** Write the log of one API. Source: AWS AppSync Developer Guide, "Using CloudWatch to monitor and log GraphQL API data", setup. */
export function writeApiLog(logGroupArn: pulumi.Input<string>): Statement {
  return allow({
    sid: "WriteLogs", actions: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], resources: [logGroupArn, pulumi.interpolate`${logGroupArn}:*`],
  });
}

function tableArn({ place, tableName }: TableEnd): string {
  return arnOf(place, "dynamodb", `table/${tableName}`);
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
