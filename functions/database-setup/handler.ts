import { Logger } from "@aws-lambda-powertools/logger";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { settings } from "../shared/environment";
import { postgres } from "../shared/postgres";
import { serverFrom } from "../shared/server";
import { setupPorts } from "./adapters";
import { setUp, type Outcome } from "./setup";
import { parseWanted } from "./wanted";

const logger = new Logger({ serviceName: "database-setup" });
const secrets = new SecretsManagerClient({});

/** Brings the database of this place to what the event wants. The answer says what became of it. */
export async function handler(event: unknown): Promise<Outcome> {
  const secretId = settings(process.env, ["MASTER_SECRET_NAME"])("MASTER_SECRET_NAME");
  const outcome = await setUp(parseWanted(event), setupPorts(secrets, { secretId, database: postgres(serverFrom(process.env)) }));
  logger.info("database set up", { outcome });
  return outcome;
}
