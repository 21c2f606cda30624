import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { siteFrom } from "../api/site";
import { serve } from "../api/serve";
import { settings } from "../shared/environment";
import { preferencesTable } from "../shared/preferences-table";
import { preferenceAnswers } from "./preferences";

const store = preferencesTable(DynamoDBDocumentClient.from(new DynamoDBClient({})), settings(process.env, ["PREFERENCES_TABLE"])("PREFERENCES_TABLE"));

/** Tells and keeps how users want to be reached. */
export const handler = serve(preferenceAnswers(store), siteFrom(process.env, new Logger({ serviceName: "api-preferences" })));
