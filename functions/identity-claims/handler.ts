import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { blocksIn } from "../shared/blocks";
import { promptly } from "../shared/clients";
import { settings } from "../shared/environment";
import { inTime } from "../shared/trigger";
import { addClaims, type TokenEvent } from "./claims";
import { rankedFrom } from "./ranked";

const setting = settings(process.env, ["BLOCKS_TABLE", "GROUP_CLAIMS"]);
const add = addClaims(rankedFrom(setting("GROUP_CLAIMS")), {
  blocks: blocksIn(new DynamoDBClient(promptly), setting("BLOCKS_TABLE")), log: new Logger({ serviceName: "identity-claims" }), now: () => new Date(),
});

/** Puts the claims of a user's groups into their tokens. */
export function handler(event: TokenEvent): Promise<TokenEvent> {
  return inTime(add(event));
}
