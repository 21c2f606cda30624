import { randomUUID } from "node:crypto";
import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PinpointClient } from "@aws-sdk/client-pinpoint";
import { PinpointSMSVoiceV2Client } from "@aws-sdk/client-pinpoint-sms-voice-v2";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DevicesTable } from "../shared/devices-table";
import { settings } from "../shared/environment";
import { preferencesTable } from "../shared/preferences-table";
import { sendBatch } from "./batch";
import { emailChannel, pushChannel, smsChannel } from "./channels";
import { DeliveriesTable } from "./deliveries-table";
import { received, type QueueEvent } from "./event";
import { outboxOf } from "./outbox";

const logger = new Logger({ serviceName: "sender" });
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const queue = new SQSClient({});
const push = new PinpointClient({});
// What the SDK repeats after an unclear failure could be read twice.
const sms = new PinpointSMSVoiceV2Client({ maxAttempts: 1 });
const email = new SESv2Client({ maxAttempts: 1 });
const owner = randomUUID();
const now = (): number => Math.floor(Date.now() / 1000);

/** Brings the notifications of this place's queue to people, and says which messages have to come back. */
export async function handler(event: QueueEvent, context: { getRemainingTimeInMillis(): number }): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> {
  const env = process.env;
  const of = settings(env, ["NOTIFICATIONS_URL", "FAILED_URL", "DEVICES_TABLE", "PREFERENCES_TABLE", "DELIVERIES_TABLE"]);
  const outbox = outboxOf(queue, { queueUrl: of("NOTIFICATIONS_URL"), failedUrl: of("FAILED_URL") });
  const back = await sendBatch(received(event), {
    devices: new DevicesTable(documents, { tableName: of("DEVICES_TABLE"), now }),
    preferences: preferencesTable(documents, of("PREFERENCES_TABLE")),
    deliveries: new DeliveriesTable(documents, { tableName: of("DELIVERIES_TABLE"), owner, now }),
    outbox, hide: outbox.hide, setAside: outbox.setAside,
    push: env["PUSH_APPLICATION"] === undefined ? undefined : pushChannel(push, env["PUSH_APPLICATION"]),
    sms: env["SMS_POOL"] === undefined ? undefined : smsChannel(sms, {
      poolId: env["SMS_POOL"], configurationSet: env["SMS_CONFIGURATION_SET"] ?? "", messageType: env["SMS_MESSAGE_TYPE"] === "PROMOTIONAL" ? "PROMOTIONAL" : "TRANSACTIONAL",
    }),
    email: env["EMAIL_FROM"] === undefined ? undefined : emailChannel(email, { address: env["EMAIL_FROM"], configurationSet: env["EMAIL_CONFIGURATION_SET"] ?? "" }),
    now, chance: Math.random, remaining: () => context.getRemainingTimeInMillis(),
    report: ({ error, ...told }) => {
      if (error !== undefined) logger.error("message failed", { ...told, error });
      else if (told.problems !== undefined) logger.error("message set aside", { ...told });
      else logger.info("message worked on", { ...told });
    },
  });
  return { batchItemFailures: back.map((itemIdentifier) => ({ itemIdentifier })) };
}
