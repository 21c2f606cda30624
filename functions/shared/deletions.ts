import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Deletion, Deletions } from "./deletion";

/** Index of the deletions that are not done: an item without the attribute is not in it. */
const openIndex = "open";

/** How long the evidence of a deletion stays. Ninety days outlast every backup of a log that may be asked for. */
const evidenceSeconds = 90 * 24 * 60 * 60;

const request = "deletion";
const erased = "erased-";
const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

/** The list in a table: `userId` and `part` are its keys. */
export function deletionsIn(dynamodb: DynamoDBClient, tableName: string): Deletions {
  const client = DynamoDBDocumentClient.from(dynamodb);
  return {
    request: (deletion) => writeDown(client, tableName, deletion),
    async open() {
      const { Items = [] } = await client.send(new QueryCommand({
        TableName: tableName, IndexName: openIndex, KeyConditionExpression: "#open = :yes",
        ExpressionAttributeNames: { "#open": "open" }, ExpressionAttributeValues: { ":yes": "yes" },
      }));
      return Items.map(deletionOf);
    },
    async erasedIn(userId, { place, at }) {
      await client.send(new PutCommand({
        TableName: tableName, Item: { userId, part: `${erased}${place}`, at: at.toISOString(), expiresAt: secondsOf(at) + evidenceSeconds },
      }));
    },
    async placesWithout(userId) {
      const { Items = [] } = await client.send(new QueryCommand({
        TableName: tableName, KeyConditionExpression: "userId = :user AND begins_with(part, :erased)",
        ExpressionAttributeValues: { ":user": userId, ":erased": erased },
      }));
      return Items.map(({ part }) => String(part).slice(erased.length));
    },
    async close(userId, at) {
      await client.send(new UpdateCommand({
        TableName: tableName, Key: { userId, part: request },
        UpdateExpression: "SET #state = :done, doneAt = :at, expiresAt = :expires REMOVE #open, username",
        ExpressionAttributeNames: { "#state": "state", "#open": "open" },
        ExpressionAttributeValues: { ":done": "done", ":at": at.toISOString(), ":expires": secondsOf(at) + evidenceSeconds },
      }));
    },
  };
}

/** The first wish counts: whoever asks again hears of it. */
async function writeDown(client: DynamoDBDocumentClient, tableName: string, deletion: Omit<Deletion, "state">): Promise<Deletion> {
  try {
    await client.send(new PutCommand({
      TableName: tableName, Item: { ...deletion, part: request, state: "requested", open: "yes" }, ConditionExpression: "attribute_not_exists(userId)",
    }));
    return { ...deletion, state: "requested" };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: { userId: deletion.userId, part: request }, ConsistentRead: true }));
    return deletionOf(Item ?? { ...deletion });
  }
}

function deletionOf({ userId, username, requestedAt, state }: Readonly<Record<string, unknown>>): Deletion {
  return { userId: String(userId), username: typeof username === "string" ? username : "", requestedAt: String(requestedAt), state: state === "done" ? "done" : "requested" };
}
