import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import type { CreateAuthChallengeTriggerEvent } from "aws-lambda";
import { rulesFrom, wholeIn } from "../shared/challenge-rules";
import { promptly } from "../shared/clients";
import { settings } from "../shared/environment";
import { mailBySes } from "../shared/mail";
import { voiceFrom } from "../shared/messages/message";
import { triesIn } from "../shared/sign-ins";
import { inTime } from "../shared/trigger";
import { createChallenge } from "./create";

const setting = settings(process.env, ["CODES_PER_HOUR", "CODE_SECONDS", "MAIL_FROM", "PLACE", "ATTEMPTS_TABLE"]);
const create = createChallenge({
  ...rulesFrom(process.env), captchaSiteKey: process.env["CAPTCHA_SITE_KEY"], voice: voiceFrom(process.env),
  codeSeconds: wholeIn("CODE_SECONDS", setting("CODE_SECONDS")), codesPerHour: wholeIn("CODES_PER_HOUR", setting("CODES_PER_HOUR")),
}, {
  mail: mailBySes(new SESv2Client(promptly), setting("MAIL_FROM")),
  tries: triesIn(new DynamoDBClient(promptly), { tableName: setting("ATTEMPTS_TABLE"), place: setting("PLACE") }),
  now: () => new Date(), log: new Logger({ serviceName: "identity-challenge-create" }),
});

/** Makes the challenge that comes next. */
export function handler(event: CreateAuthChallengeTriggerEvent): Promise<CreateAuthChallengeTriggerEvent> {
  return inTime(create(event));
}
