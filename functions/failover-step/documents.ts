import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type Make } from "./clients";

/** DynamoDB in a region, with items as plain values: what is undefined is left out of them. */
export function documentsIn(client: Make, region: string): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client(DynamoDBClient, region), { marshallOptions: { removeUndefinedValues: true } });
}
