import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import type { PostAuthenticationTriggerEvent } from "aws-lambda";
import { promptly } from "../shared/clients";
import { settings } from "../shared/environment";
import { mailBySes } from "../shared/mail";
import { voiceFrom } from "../shared/messages/message";
import { lastSignInsIn } from "../shared/sign-ins";
import { noteSignIn } from "./note";

const setting = settings(process.env, ["PLACE", "ATTEMPTS_TABLE"]);
const from = process.env["MAIL_FROM"] ?? "";
const note = noteSignIn(voiceFrom(process.env), {
  signIns: lastSignInsIn(new DynamoDBClient(promptly), { tableName: setting("ATTEMPTS_TABLE"), place: setting("PLACE") }),
  mail: from === "" ? undefined : mailBySes(new SESv2Client(promptly), from),
  log: new Logger({ serviceName: "identity-signed-in" }), now: () => new Date(),
});

/** Notes a sign-in. */
export function handler(event: PostAuthenticationTriggerEvent): Promise<PostAuthenticationTriggerEvent> {
  return note(event);
}
