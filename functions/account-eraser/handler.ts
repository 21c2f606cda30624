import { Logger } from "@aws-lambda-powertools/logger";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { deletionsIn } from "../shared/deletions";
import { DevicesTable } from "../shared/devices-table";
import { settings } from "../shared/environment";
import { preferencesTable } from "../shared/preferences-table";
import { uploadsIn } from "../shared/uploads";
import { objectsTrace, userTrace } from "./adapters";
import { eraseAll, type ErasePorts, type Trace } from "./erase";
import { recordsTrace } from "./records";

const logger = new Logger({ serviceName: "account-eraser" });
const valueOf = settings(process.env, [
  "ACCOUNTS_TABLE", "DEVICES_TABLE", "ENDS_DELETIONS", "PLACE", "PLACES", "PREFERENCES_TABLE", "RECORDS_TABLE", "UPLOADS_BUCKET", "UPLOADS_TABLE", "USER_POOL_ID",
]);
const dynamodb = new DynamoDBClient({});
const documents = DynamoDBDocumentClient.from(dynamodb);
const devices = new DevicesTable(documents, { tableName: valueOf("DEVICES_TABLE"), now: () => Math.floor(Date.now() / 1000) });
const preferences = preferencesTable(documents, valueOf("PREFERENCES_TABLE"));
const uploads = uploadsIn(dynamodb, valueOf("UPLOADS_TABLE"));
const ends = valueOf("ENDS_DELETIONS") === "true";

/** The user goes first: whoever cannot sign in makes nothing new. */
const traces: readonly Trace[] = [
  ...(ends ? [userTrace(new CognitoIdentityProviderClient({}), valueOf("USER_POOL_ID"))] : []),
  { name: "devices", erase: ({ userId }) => devices.removeUser(userId) },
  { name: "preferences", erase: ({ userId }) => preferences.remove(userId) },
  recordsTrace(dynamodb, valueOf("RECORDS_TABLE")),
  { name: "uploads", erase: ({ userId }) => uploads.forget(userId) },
  objectsTrace(new S3Client({}), valueOf("UPLOADS_BUCKET")),
];

const ports: ErasePorts = {
  deletions: deletionsIn(dynamodb, valueOf("ACCOUNTS_TABLE")), traces, ends, place: valueOf("PLACE"), places: valueOf("PLACES").split(","), now: () => new Date(),
};

/** Erases everybody who has asked for it, as far as this place can. */
export async function handler(): Promise<void> {
  await eraseAll(ports, (userId, progress, error) => {
    if (progress === "failed") logger.error("an account could not be erased", { userId, reason: error instanceof Error ? error.message : String(error) });
    else logger.info("an account is being erased", { userId, progress });
  });
}
