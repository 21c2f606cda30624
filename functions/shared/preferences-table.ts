import { setTimeout as wait } from "node:timers/promises";
import { BatchGetCommand, DeleteCommand, PutCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Preferences, type PreferencesStore } from "./preferences";

/** Source: DynamoDB API, `BatchGetItem`. */
const mostKeys = 100;

/** Between two requests for what DynamoDB had no room for in the first. */
const pauseMilliseconds = 50;

/** Everybody's preferences in the place's replica of their table. What was saved in a form that is not known any more counts as unsaid. */
export function preferencesTable(client: DynamoDBDocumentClient, tableName: string): PreferencesStore {
  return {
    async of(userIds) {
      const found = new Map<string, Preferences>();
      let wanted = [...new Set(userIds)];
      while (wanted.length > 0) {
        const { Responses = {}, UnprocessedKeys = {} } = await client.send(new BatchGetCommand({
          RequestItems: { [tableName]: { Keys: wanted.slice(0, mostKeys).map((userId) => ({ userId })) } },
        }));
        for (const item of Responses[tableName] ?? []) add(found, item);
        const left = (UnprocessedKeys[tableName]?.Keys ?? []).map(({ userId }) => String(userId));
        if (left.length > 0) await wait(pauseMilliseconds);
        wanted = [...left, ...wanted.slice(mostKeys)];
      }
      return found;
    },
    async save(userId, preferences) {
      await client.send(new PutCommand({ TableName: tableName, Item: { userId, ...preferences } }));
    },
    async remove(userId) {
      await client.send(new DeleteCommand({ TableName: tableName, Key: { userId } }));
    },
  };
}

function add(found: Map<string, Preferences>, { userId, ...rest }: Record<string, unknown>): void {
  const parsed = Preferences.safeParse(rest);
  if (typeof userId === "string" && parsed.success) found.set(userId, parsed.data);
}
