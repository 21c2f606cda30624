import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { PostAuthenticationTriggerEvent } from "aws-lambda";
import { promptly } from "../shared/clients";
import { DevicesTable } from "../shared/devices-table";
import { settings } from "../shared/environment";
import { keepLetterboxes } from "../shared/letterboxes";
import { mailBySes } from "../shared/mail";
import { voiceFrom } from "../shared/messages/message";
import { lastSignInsIn } from "../shared/sign-ins";
import { noteSignIn } from "./note";

const setting = settings(process.env, ["PLACE", "ATTEMPTS_TABLE", "DEVICES_TABLE"]);
const from = process.env["MAIL_FROM"] ?? "";
const dynamodb = new DynamoDBClient(promptly);
const devices = new DevicesTable(DynamoDBDocumentClient.from(dynamodb), { tableName: setting("DEVICES_TABLE"), now: () => Math.floor(Date.now() / 1000) });
const note = noteSignIn(voiceFrom(process.env), {
  signIns: lastSignInsIn(dynamodb, { tableName: setting("ATTEMPTS_TABLE"), place: setting("PLACE") }),
  letterboxes: { keep: (userId, attributes) => keepLetterboxes(userId, attributes, devices) },
  mail: from === "" ? undefined : mailBySes(new SESv2Client(promptly), from),
  log: new Logger({ serviceName: "identity-signed-in" }), now: () => new Date(),
});

/** Notes a sign-in, and where its owner gets letters. */
export function handler(event: PostAuthenticationTriggerEvent): Promise<PostAuthenticationTriggerEvent> {
  return note(event);
}
