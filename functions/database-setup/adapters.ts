import { setTimeout as wait } from "node:timers/promises";
import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Database } from "../shared/ports";
import type { SetupPorts } from "./ports";

/** The ports of setting up, on AWS. */
export function setupPorts(secrets: SecretsManagerClient, { secretId, database }: { secretId: string; database: Database }): SetupPorts {
  return {
    async masterSecret() {
      const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: secretId }));
      return SecretString ?? "";
    },
    database,
    pause: (seconds) => wait(seconds * 1000),
  };
}
