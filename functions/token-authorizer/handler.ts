import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { promptly } from "../shared/clients";
import { settings } from "../shared/environment";
import { issuerOver } from "../shared/issuer";
import { textsIn } from "../shared/json";
import { keptKeys } from "../shared/kept-keys";
import { answerTo, type ApiAnswer, type SyncAnswer } from "./answer";
import { readQuestion } from "./caller";
import { verifierOf, type Verify } from "./verifier";

const logger = new Logger({ serviceName: "token-authorizer" });
const client = new DynamoDBClient(promptly);
let verify: Verify | undefined;

/** Says who calls, to API Gateway or to AppSync. */
export async function handler(event: unknown): Promise<ApiAnswer | SyncAnswer> {
  const question = readQuestion(event);
  verify ??= fromEnvironment(process.env);
  const caller = question.token === "" ? undefined : await verify(question.token);
  if (caller === undefined) logger.info("turned away", { by: question.kind });
  return answerTo(question, caller);
}

function fromEnvironment(environment: NodeJS.ProcessEnv): Verify {
  const setting = settings(environment, ["CLIENT_IDS", "ISSUERS", "KEYS_TABLE", "PLACES"]);
  return verifierOf({
    issuers: textsIn("ISSUERS", setting("ISSUERS")), clientIds: textsIn("CLIENT_IDS", setting("CLIENT_IDS")), places: textsIn("PLACES", setting("PLACES")),
  }, { kept: keptKeys(client, setting("KEYS_TABLE")), issuer: issuerOver(fetch), now: Date.now });
}
