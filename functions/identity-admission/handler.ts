import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { PreAuthenticationTriggerEvent } from "aws-lambda";
import { blocksIn } from "../shared/blocks";
import { promptly } from "../shared/clients";
import { settings } from "../shared/environment";
import { inTime } from "../shared/trigger";
import { admitSignIn } from "./admit";

const admit = admitSignIn({
  blocks: blocksIn(new DynamoDBClient(promptly), settings(process.env, ["BLOCKS_TABLE"])("BLOCKS_TABLE")),
  log: new Logger({ serviceName: "identity-admission" }), now: () => new Date(),
});

/** Keeps blocked users out. */
export function handler(event: PreAuthenticationTriggerEvent): Promise<PreAuthenticationTriggerEvent> {
  return inTime(admit(event));
}
