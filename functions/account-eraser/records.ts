import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Trace } from "./erase";

/** Index by which the table of records finds the spaces that a user was let into. */
const memberships = "memberships";

/** Records of the spaces that a user owns, with everybody's way into them, and the user's way into the spaces of others. */
export function recordsTrace(dynamodb: DynamoDBClient, tableName: string): Trace {
  const client = DynamoDBDocumentClient.from(dynamodb);
  const remove = (keys: readonly Key[]): Promise<void> => keys.reduce(async (before, { space, id }) => {
    await before;
    await client.send(new DeleteCommand({ TableName: tableName, Key: { space, id } }));
  }, Promise.resolve());
  const itemsOf = (space: string): Promise<readonly Key[]> => query(client, {
    TableName: tableName, KeyConditionExpression: "#space = :space", ExpressionAttributeNames: { "#space": "space", "#id": "id" },
    ExpressionAttributeValues: { ":space": space }, ProjectionExpression: "#space, #id",
  });
  return {
    name: "records",
    async erase({ userId }) {
      const ways = await query(client, {
        TableName: tableName, IndexName: memberships, KeyConditionExpression: "#member = :user", ExpressionAttributeNames: { "#member": "member" },
        ExpressionAttributeValues: { ":user": userId },
      });
      await remove(await itemsOf(`own#${userId}`));
      for (const way of ways) await remove(isOwn(way.space, userId) ? await itemsOf(way.space) : [way]);
    },
  };
}

interface Key {
  readonly space: string;
  readonly id: string;
}

/** Whose a space is, its key says: `shared#<owner>#<name>`. */
const isOwn = (space: string, userId: string): boolean => space.startsWith(`shared#${userId}#`);

async function query(client: DynamoDBDocumentClient, input: QueryCommand["input"]): Promise<readonly Key[]> {
  const found: Key[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand({ ...input, ...(from !== undefined && { ExclusiveStartKey: from }) }));
    found.push(...Items.map(({ space, id }) => ({ space: String(space), id: String(id) })));
    from = LastEvaluatedKey;
  } while (from !== undefined);
  return found;
}
