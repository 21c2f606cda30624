import { Logger } from "@aws-lambda-powertools/logger";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { PostConfirmationTriggerEvent } from "aws-lambda";
import { promptly } from "../shared/clients";
import { settings } from "../shared/environment";
import { joinedIn } from "../shared/memberships";
import { poolGroups } from "../shared/pool-groups";
import { welcome } from "./welcome";

const setting = settings(process.env, ["ATTEMPTS_TABLE", "GROUPS"]);
const greet = welcome({ groups: setting("GROUPS").split(",") }, {
  groups: poolGroups(new CognitoIdentityProviderClient(promptly)), joined: joinedIn(new DynamoDBClient(promptly), setting("ATTEMPTS_TABLE")),
  log: new Logger({ serviceName: "identity-confirmed" }),
});

/** Puts whoever signed up into the groups of all. */
export function handler(event: PostConfirmationTriggerEvent): Promise<PostConfirmationTriggerEvent> {
  return greet(event);
}
