import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { VerifyAuthChallengeResponseTriggerEvent } from "aws-lambda";
import { wholeIn } from "../shared/challenge-rules";
import { promptly } from "../shared/clients";
import { settings } from "../shared/environment";
import { secretFrom } from "../shared/secret";
import { triesIn } from "../shared/sign-ins";
import { inTime } from "../shared/trigger";
import { siteVerify } from "./captcha";
import type { Captcha } from "./ports";
import { verifyChallenge } from "./verify";

const setting = settings(process.env, ["ANSWERS_PER_HOUR", "PLACE", "ATTEMPTS_TABLE"]);
const now = (): Date => new Date();
const verify = verifyChallenge({ answersPerHour: wholeIn("ANSWERS_PER_HOUR", setting("ANSWERS_PER_HOUR")) }, {
  tries: triesIn(new DynamoDBClient(promptly), { tableName: setting("ATTEMPTS_TABLE"), place: setting("PLACE") }),
  captcha: captchaFrom(process.env), now, log: new Logger({ serviceName: "identity-challenge-verify" }),
});

/** Says whether an answer is right. */
export function handler(event: VerifyAuthChallengeResponseTriggerEvent): Promise<VerifyAuthChallengeResponseTriggerEvent> {
  return inTime(verify(event));
}

function captchaFrom({ CAPTCHA_URL: url = "", CAPTCHA_SECRET: name = "" }: NodeJS.ProcessEnv): Captcha | undefined {
  return url === "" ? undefined : siteVerify({ url, secret: secretFrom(new SecretsManagerClient(promptly), name, now), fetch });
}
