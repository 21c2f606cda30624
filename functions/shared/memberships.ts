import { DeleteItemCommand, GetItemCommand, UpdateItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** Groups that somebody was once put into: who was taken out of one since does not come back by signing in. */
export interface Joined {
  of(userId: string): Promise<readonly string[]>;
  /** Notes some more; the same ones twice is once. */
  note(userId: string, groups: readonly string[]): Promise<void>;
  forget(userId: string): Promise<void>;
}

/** One item for each user, beside those of their sign-ins, and for as long as there is a user: only the place where the pool was born writes it. */
export function joinedIn(client: DynamoDBClient, tableName: string): Joined {
  const at = (userId: string) => ({ TableName: tableName, Key: { userId: { S: userId }, part: { S: "groups" } } });
  return {
    async of(userId) {
      const { Item } = await client.send(new GetItemCommand(at(userId)));
      return Item?.["joined"]?.SS ?? [];
    },
    async note(userId, groups) {
      await client.send(new UpdateItemCommand({ ...at(userId), UpdateExpression: "ADD joined :groups", ExpressionAttributeValues: { ":groups": { SS: [...groups] } } }));
    },
    async forget(userId) {
      await client.send(new DeleteItemCommand(at(userId)));
    },
  };
}
