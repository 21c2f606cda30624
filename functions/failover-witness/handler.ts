import { setTimeout as wait } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { voteTimeoutSeconds } from "../../protocol";
import { clientsWith, type Patience } from "../failover-step/clients";
import { askWithin } from "../shared/asking-https";
import { tellOn } from "./adapters";
import { witness, type Looked } from "./witness";

/** What the program tells the witness by way of its schedule. */
export interface WitnessEvent extends Looked {
  readonly table: string;
}

/** Patience as a vote has it: a place that is lost must not keep the witness from telling the other one. */
export const patience: Patience = { maxAttempts: 2, requestHandler: { connectionTimeout: 1_000, requestTimeout: 1_500, throwOnRequestTimeout: true } };

const make = clientsWith(patience);

/** Looks at both places, and as users do, from a third region, for a minute. */
export async function handler({ table, ...looked }: WitnessEvent): Promise<void> {
  await witness(looked, {
    now: () => Date.now(), sleep: (milliseconds) => wait(milliseconds), ask: (url) => askWithin(url, voteTimeoutSeconds * 1000), tell: tellOn((region) => make(DynamoDBClient, region), table),
  });
}
