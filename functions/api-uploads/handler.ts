import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { siteFrom } from "../api/site";
import { serve } from "../api/serve";
import { settings } from "../shared/environment";
import { uploadPorts } from "./adapters";
import { uploadAnswers } from "./uploads";

const valueOf = settings(process.env, ["UPLOADS_BUCKET", "UPLOADS_KEY", "UPLOADS_TABLE", "UPLOADS_MOST_BYTES", "UPLOADS_SECONDS"]);
const ports = uploadPorts({ dynamodb: new DynamoDBClient({}), s3: new S3Client({}) }, {
  tableName: valueOf("UPLOADS_TABLE"), bucket: valueOf("UPLOADS_BUCKET"), keyArn: valueOf("UPLOADS_KEY"),
});
const limits = { mostBytes: Number(valueOf("UPLOADS_MOST_BYTES")), seconds: Number(valueOf("UPLOADS_SECONDS")) };

/** Lets users send files, and tells what became of them. */
export const handler = serve(uploadAnswers(ports, limits), siteFrom(process.env, new Logger({ serviceName: "api-uploads" })));
