import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { PostConfirmationTriggerEvent } from "aws-lambda";
import { promptly } from "../shared/clients";
import { settings } from "../shared/environment";
import { inTime } from "../shared/trigger";
import { poolGroups } from "./adapters";
import { joinGroups } from "./join";

const groups = settings(process.env, ["GROUPS"])("GROUPS").split(",");
const join = joinGroups({ groups }, { groups: poolGroups(new CognitoIdentityProviderClient(promptly)) });

/** Puts whoever signed up into the groups of all. */
export function handler(event: PostConfirmationTriggerEvent): Promise<PostConfirmationTriggerEvent> {
  return inTime(join(event));
}
