import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DevicesTable } from "../shared/devices-table";
import { settings } from "../shared/environment";
import { keepFeedback } from "./feedback";

const logger = new Logger({ serviceName: "feedback" });
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** As much of what SNS hands to Lambda as is read. Source: Lambda Developer Guide, "Invoking Lambda functions with Amazon SNS notifications". */
interface TopicEvent {
  readonly Records: readonly { readonly Sns: { readonly Message: string } }[];
}

/** Marks addresses that do not exist, and those of people who complained. Addresses stay out of the log. */
export async function handler({ Records }: TopicEvent): Promise<void> {
  const tableName = settings(process.env, ["DEVICES_TABLE"])("DEVICES_TABLE");
  const now = (): number => Math.floor(Date.now() / 1000);
  const marks = await keepFeedback(Records.map(({ Sns }) => Sns.Message), new DevicesTable(documents, { tableName, now }));
  logger.info("feedback kept", { marks: marks.map(({ kind, state }) => ({ kind, state })) });
}
