import { Logger } from "@aws-lambda-powertools/logger";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { settings } from "../shared/environment";
import { providerPorts } from "./adapters";
import { bring, type Outcome } from "./bring";
import { parseWanted } from "./wanted";

const logger = new Logger({ serviceName: "identity-providers" });
const clients = { pools: new CognitoIdentityProviderClient({}), secrets: new SecretsManagerClient({}) };

/** Brings the providers of the pool to what the program wants, with what their secrets hold now. */
export async function handler(): Promise<Outcome> {
  const setting = settings(process.env, ["PROVIDERS", "USER_POOL_ID"]);
  const outcome = await bring(parseWanted(setting("PROVIDERS")), providerPorts(clients, setting("USER_POOL_ID")));
  logger.info("providers brought", { outcome });
  return outcome;
}
