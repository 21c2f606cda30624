import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { keys } from "../failover-step/control-items";
import { type Seen, type WitnessPorts } from "./witness";

/** Tells each place in its own region's replica: neither needs the other to hear. */
export function tellOn(client: (region: string) => DynamoDBClient, table: string): WitnessPorts["tell"] {
  return async ({ place, region }: Seen, { at, places, served }) => {
    try {
      await DynamoDBDocumentClient.from(client(region)).send(new UpdateCommand({
        TableName: table, Key: keys.witness(place), UpdateExpression: `SET #at = :at, places = :places${marks(served)}`,
        ConditionExpression: "attribute_not_exists(pk) OR #at < :at", ExpressionAttributeNames: { "#at": "at" },
        ExpressionAttributeValues: { ":at": at, ":places": JSON.stringify(places), ...(served === false && { ":never": 0 }) },
      }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };
}

/** What a look adds to the account of the last outage. Repeated looks of one kind change nothing but how far it reaches. */
function marks(served: boolean | undefined): string {
  if (served === undefined) return "";
  return served ? ", servedAt = :at, servedSince = if_not_exists(servedSince, :at)" : ", lastServedAt = if_not_exists(servedAt, :never) REMOVE servedSince";
}
