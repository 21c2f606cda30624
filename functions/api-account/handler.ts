import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { siteFrom } from "../api/site";
import { serve } from "../api/serve";
import { deletionsIn } from "../shared/deletions";
import { settings } from "../shared/environment";
import { accountAnswers } from "./account";

const valueOf = settings(process.env, ["ACCOUNTS_TABLE"]);
const ports = { deletions: deletionsIn(new DynamoDBClient({}), valueOf("ACCOUNTS_TABLE")), now: () => new Date() };

/** Takes the wish to be forgotten. */
export const handler = serve(accountAnswers(ports), siteFrom(process.env, new Logger({ serviceName: "api-account" })));
