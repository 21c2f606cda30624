import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { isUploadRecord, type Announced, type Uploads, type Verdict } from "./upload";

/** The list of uploads, in a table that both places share: `userId` and `uploadId` are its keys. */
export function uploadsIn(dynamodb: DynamoDBClient, tableName: string): Uploads {
  const client = DynamoDBDocumentClient.from(dynamodb);
  const find: Uploads["find"] = async ({ userId, uploadId }) => {
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: { userId, uploadId }, ConsistentRead: true }));
    return isUploadRecord(Item) ? Item : undefined;
  };
  return {
    find,
    async announce(announced: Announced) {
      await client.send(new PutCommand({ TableName: tableName, Item: { ...announced, state: "asked" }, ConditionExpression: "attribute_not_exists(uploadId)" }));
    },
    async judge(id, verdict) {
      try {
        await client.send(new UpdateCommand({ TableName: tableName, Key: { ...id }, ...judgement(verdict) }));
        return "judged";
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const known = await find(id);
        if (known === undefined) return "unknown";
        return known.versionId === verdict.versionId ? "judged before" : "another version";
      }
    },
    async forget(userId) {
      let from: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand({
          TableName: tableName, KeyConditionExpression: "userId = :user", ExpressionAttributeValues: { ":user": userId }, ProjectionExpression: "userId, uploadId",
          ...(from !== undefined && { ExclusiveStartKey: from }),
        }));
        for (const { uploadId } of Items) await client.send(new DeleteCommand({ TableName: tableName, Key: { userId, uploadId: String(uploadId) } }));
        from = LastEvaluatedKey;
      } while (from !== undefined);
    },
  };
}

/** Takes effect once: on an upload that nobody has judged. What is judged stays, so it loses the day on which it would be forgotten. */
function judgement({ state, versionId, at, reason }: Verdict): Pick<UpdateCommand["input"], "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues" | "UpdateExpression"> {
  return {
    ConditionExpression: "attribute_exists(uploadId) AND attribute_not_exists(versionId)",
    UpdateExpression: `SET #state = :state, versionId = :version, judgedAt = :at${reason === undefined ? "" : ", reason = :reason"} REMOVE expiresAt`,
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":state": state, ":version": versionId, ":at": at, ...(reason !== undefined && { ":reason": reason }) },
  };
}
