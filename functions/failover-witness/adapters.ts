import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { type Seen, type WitnessPorts } from "./witness";

/** Tells each place in its own region's replica: neither needs the other to hear. */
export function tellOn(client: (region: string) => DynamoDBClient, table: string): WitnessPorts["tell"] {
  return async ({ place, region }: Seen, { at, places }) => {
    try {
      await DynamoDBDocumentClient.from(client(region)).send(new UpdateCommand({
        TableName: table, Key: { pk: `witness#${place}`, sk: "-" }, UpdateExpression: "SET #at = :at, places = :places",
        ConditionExpression: "attribute_not_exists(pk) OR #at < :at", ExpressionAttributeNames: { "#at": "at" },
        ExpressionAttributeValues: { ":at": at, ":places": JSON.stringify(places) },
      }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };
}
