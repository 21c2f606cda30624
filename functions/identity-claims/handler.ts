import { Logger } from "@aws-lambda-powertools/logger";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { blocksIn } from "../shared/blocks";
import { promptly } from "../shared/clients";
import { settings } from "../shared/environment";
import { joinedIn } from "../shared/memberships";
import { poolGroups } from "../shared/pool-groups";
import { inTime } from "../shared/trigger";
import { addClaims, type TokenEvent } from "./claims";
import { rulesFrom } from "./rules";

const setting = settings(process.env, ["ATTEMPTS_TABLE", "AWS_REGION", "BLOCKS_TABLE"]);
const dynamodb = new DynamoDBClient(promptly);
const add = addClaims(rulesFrom(process.env), {
  blocks: blocksIn(dynamodb, setting("BLOCKS_TABLE")), joined: joinedIn(dynamodb, setting("ATTEMPTS_TABLE")), groups: poolGroups(new CognitoIdentityProviderClient(promptly)),
  region: setting("AWS_REGION"), log: new Logger({ serviceName: "identity-claims" }), now: () => new Date(),
});

/** Puts the claims of a user's groups into their tokens, and who has none into the groups of all. */
export function handler(event: TokenEvent): Promise<TokenEvent> {
  return inTime(add(event));
}
