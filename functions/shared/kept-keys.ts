import { GetItemCommand, PutItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { parsed } from "./json";
import { publicKeysIn, type PublicKey } from "./public-keys";

/** Keys that are kept in a place, as whoever verifies tokens needs them. */
export interface KeptKeys {
  /** Keys that a place has kept; none where it has not kept any yet. */
  read(place: string): Promise<readonly PublicKey[]>;
}

/** Keys that are kept in a place, as whoever renews them needs them. */
export interface KeyKeeper extends KeptKeys {
  keep(place: string, keys: readonly PublicKey[], at: Date): Promise<void>;
}

/** Keys in the replica of a table that stands in this place: one item for each place, which that place alone writes. */
export function keptKeys(client: DynamoDBClient, table: string): KeptKeys {
  return {
    async read(place) {
      const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: { place: { S: place } } }));
      return publicKeysIn({ keys: parsed(Item?.["keys"]?.S ?? "[]") });
    },
  };
}

/** The same, with the right to write. */
export function keyKeeper(client: DynamoDBClient, table: string): KeyKeeper {
  return {
    ...keptKeys(client, table),
    async keep(place, keys, at) {
      await client.send(new PutItemCommand({ TableName: table, Item: { place: { S: place }, keys: { S: JSON.stringify(keys) }, readAt: { S: at.toISOString() } } }));
    },
  };
}
