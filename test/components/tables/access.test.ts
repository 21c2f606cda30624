import assert from "node:assert/strict";
import { tableArn } from "../../../components/core/table-grants";
import { followItems, readItems, scanItems, writeItems } from "../../../components/tables";

const place = { key: "usw2", region: "us-west-2", account: "111122223333", partition: "aws" };
const end = { place, key: "user-sessions", tableName: "app-sessions", keyArn: "arn:key" };
const arn = "arn:aws:dynamodb:us-west-2:111122223333:table/app-sessions";
const encrypted = (Sid: string): object => ({
  Sid, Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["arn:key"],
  Condition: { StringEquals: {
    "kms:ViaService": "dynamodb.us-west-2.amazonaws.com",
    "kms:EncryptionContext:aws:dynamodb:subscriberId": "111122223333", "kms:EncryptionContext:aws:dynamodb:tableName": "app-sessions",
  } },
});

describe("what somebody may do to a table", () => {
  it("is known by place and name alone", () => assert.equal(tableArn(end), arn));

  const rows = [
    ["reads by key, in the table and its indexes", readItems(end), "ReadUserSessions",
      ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"], [arn, `${arn}/index/*`]],
    ["goes through all of it", scanItems(end), "ScanUserSessions", ["dynamodb:Scan"], [arn, `${arn}/index/*`]],
    ["writes, and does nothing to the table itself", writeItems(end), "WriteUserSessions",
      ["dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], [arn]],
    ["follows its changes", followItems(end), "FollowUserSessions",
      ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"], [`${arn}/stream/*`]],
  ] as const;
  for (const [title, statements, Sid, Action, Resource] of rows) {
    it(title, () => assert.deepEqual(statements, [{ Sid, Effect: "Allow", Action, Resource }, encrypted(`${Sid}Encrypted`)]));
  }
});
