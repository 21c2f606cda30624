import * as pulumi from "@pulumi/pulumi";
import { allow, trust, type Document, type Statement } from "../core/iam";
import { arnOf, type Place } from "../core/place";
import { tableArn, useTableKey, type TableSite } from "../core/table-grants";

/** Who may act for an API: AppSync, for the APIs of this place. Source: AWS AppSync Developer Guide, "Cross-service confused deputy prevention". */
export function trustApis(place: Place): Document {
  return trust("appsync.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": place.account },
    ArnLike: { "aws:SourceArn": arnOf(place, "appsync", "apis/*") },
  });
}

/** Look up records and memberships, by key and through the indexes. */
export function readRecords(table: TableSite): Statement[] {
  const arn = tableArn(table);
  return [
    allow({ sid: "ReadRecords", actions: ["dynamodb:GetItem"], resources: [arn] }),
    allow({ sid: "FindRecords", actions: ["dynamodb:Query"], resources: [arn, `${arn}/index/changes`, `${arn}/index/memberships`] }),
    useTableKey("OpenRecords", table),
  ];
}

/** Put records and memberships, and take memberships away. AppSync looks at the item where a condition fails, for which it needs to read. */
export function writeRecords(table: TableSite): Statement[] {
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
