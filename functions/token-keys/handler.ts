import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { settings } from "../shared/environment";
import { issuerOver } from "../shared/issuer";
import { textsIn } from "../shared/json";
import { keyKeeper } from "../shared/kept-keys";
import { renew, type Outcome } from "./renew";

const logger = new Logger({ serviceName: "token-keys" });
const client = new DynamoDBClient({});

/** Renews the keys of this place. */
export async function handler(): Promise<Outcome> {
  const setting = settings(process.env, ["ISSUERS", "KEYS_TABLE", "PLACE"]);
  const outcome = await renew({ place: setting("PLACE"), issuers: textsIn("ISSUERS", setting("ISSUERS")) }, {
    issuer: issuerOver(fetch), keeper: keyKeeper(client, setting("KEYS_TABLE")), now: () => new Date(),
  });
  if (outcome.state === "kept") logger.warn("no issuer answers: what was kept still verifies", { outcome });
  else logger.info("keys renewed", { outcome });
  return outcome;
}
