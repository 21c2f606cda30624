import { Logger } from "@aws-lambda-powertools/logger";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { postgres } from "../shared/postgres";
import { serverFrom } from "../shared/server";
import { rotationPorts } from "./adapters";
import { parseRequest } from "./request";
import { rotate } from "./rotate";

const logger = new Logger({ serviceName: "database-rotate" });
const secrets = new SecretsManagerClient({});

/** Takes one step of rotating the master password. */
export async function handler(event: unknown): Promise<void> {
  const request = parseRequest(event);
  await rotate(request, rotationPorts(secrets, postgres(serverFrom(process.env))));
  logger.info("step taken", { step: request.step, version: request.token });
}
