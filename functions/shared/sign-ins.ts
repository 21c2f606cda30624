import { UpdateItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** What is counted of a user, by the hour. */
export type Countable = "answers" | "codes";

/** How often somebody has tried. */
export interface Tries {
  /** Counts one more, and tells how many there are in the running hour. */
  count(userId: string, what: Countable, at: Date): Promise<number>;
}

/** When somebody was here last. */
export interface LastSignIns {
  note(userId: string, at: Date): Promise<void>;
}

/** Where the items are, and who writes them. */
export interface SignInSite {
  readonly tableName: string;
  /** Its own items alone: two places that count in one item would lose counts to each other. */
  readonly place: string;
}

/** Seconds that counts outlive their hour, and that the last sign-in is remembered: as long as a log of three months. */
const kept = { countSeconds: 2 * 60 * 60, signInSeconds: 90 * 24 * 60 * 60 } as const;

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000);

/** Counts in the place's replica: each is one atomic step, so answers that come at once count one by one. */
export function triesIn(client: DynamoDBClient, { tableName, place }: SignInSite): Tries {
  return {
    async count(userId, what, at) {
      const { Attributes } = await client.send(new UpdateItemCommand({
        TableName: tableName, Key: { userId: { S: userId }, part: { S: `${what}#${place}#${at.toISOString().slice(0, 13)}` } },
        UpdateExpression: "ADD #count :one SET expiresAt = :expires", ExpressionAttributeNames: { "#count": "count" },
        ExpressionAttributeValues: { ":one": { N: "1" }, ":expires": { N: String(secondsOf(at) + kept.countSeconds) } }, ReturnValues: "UPDATED_NEW",
      }));
      const count = Number(Attributes?.["count"]?.N);
      if (!Number.isInteger(count)) throw new Error(`${tableName} told no count of ${what}: want a number in its answer`);
      return count;
    },
  };
}

/** The last sign-in in the place's replica. */
export function lastSignInsIn(client: DynamoDBClient, { tableName, place }: SignInSite): LastSignIns {
  return {
    async note(userId, at) {
      await client.send(new UpdateItemCommand({
        TableName: tableName, Key: { userId: { S: userId }, part: { S: `signed-in#${place}` } },
        UpdateExpression: "SET #at = :at, expiresAt = :expires", ExpressionAttributeNames: { "#at": "at" },
        ExpressionAttributeValues: { ":at": { S: at.toISOString() }, ":expires": { N: String(secondsOf(at) + kept.signInSeconds) } },
      }));
    },
  };
}
