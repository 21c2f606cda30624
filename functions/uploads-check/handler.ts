import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { settings } from "../shared/environment";
import { checkPorts } from "./adapters";
import { checkBatch } from "./batch";

const logger = new Logger({ serviceName: "uploads-check" });
const ports = checkPorts({ dynamodb: new DynamoDBClient({}), s3: new S3Client({}) }, settings(process.env, ["UPLOADS_TABLE"])("UPLOADS_TABLE"));

/** Looks at files that have come. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  return checkBatch(Records, ports, {
    seen: (outcome, { key, versionId }) => logger.info("looked at an upload", { outcome, key, versionId }),
    failed: (error, messageId) => logger.error("an upload waits for another look", { messageId, reason: error instanceof Error ? error.message : String(error) }),
  });
}
