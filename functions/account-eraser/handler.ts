import { Logger } from "@aws-lambda-powertools/logger";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { deletionsIn } from "../shared/deletions";
import { settings } from "../shared/environment";
import { eraseAll, type ErasePorts } from "./erase";
import { tracesIn } from "./traces";

const logger = new Logger({ serviceName: "account-eraser" });
const valueOf = settings(process.env, [
  "ACCOUNTS_TABLE", "ATTEMPTS_TABLE", "DEVICES_TABLE", "ENDS_DELETIONS", "PLACE", "PLACES", "PREFERENCES_TABLE", "RECORDS_TABLE", "UPLOADS_BUCKET", "UPLOADS_TABLE", "USER_POOL_ID",
]);
const dynamodb = new DynamoDBClient({});
const ends = valueOf("ENDS_DELETIONS") === "true";

const ports: ErasePorts = {
  deletions: deletionsIn(dynamodb, valueOf("ACCOUNTS_TABLE")),
  traces: tracesIn({ cognito: new CognitoIdentityProviderClient({}), dynamodb, s3: new S3Client({}) }, {
    attemptsTable: valueOf("ATTEMPTS_TABLE"), devicesTable: valueOf("DEVICES_TABLE"), preferencesTable: valueOf("PREFERENCES_TABLE"), recordsTable: valueOf("RECORDS_TABLE"),
    uploadsTable: valueOf("UPLOADS_TABLE"), uploadsBucket: valueOf("UPLOADS_BUCKET"), userPoolId: ends ? valueOf("USER_POOL_ID") : undefined,
  }),
  ends, place: valueOf("PLACE"), places: valueOf("PLACES").split(","), now: () => new Date(),
};

/** Erases everybody who has asked for it, as far as this place can. */
export async function handler(): Promise<void> {
  await eraseAll(ports, (userId, progress, error) => {
    if (progress === "failed") logger.error("an account could not be erased", { userId, reason: error instanceof Error ? error.message : String(error) });
    else logger.info("an account is being erased", { userId, progress });
  });
}
