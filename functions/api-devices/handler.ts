import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { siteFrom } from "../api/site";
import { serve } from "../api/serve";
import { DevicesTable } from "../shared/devices-table";
import { settings } from "../shared/environment";
import { deviceAnswers } from "./devices";

const tableName = settings(process.env, ["DEVICES_TABLE"])("DEVICES_TABLE");
const devices = new DevicesTable(DynamoDBDocumentClient.from(new DynamoDBClient({})), { tableName, now: () => Math.floor(Date.now() / 1000) });

/** Registers, lists and forgets devices. */
export const handler = serve(deviceAnswers(devices), siteFrom(process.env, new Logger({ serviceName: "api-devices" })));
