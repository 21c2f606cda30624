import { randomBytes } from "node:crypto";
import {
  DescribeSecretCommand, GetRandomPasswordCommand, GetSecretValueCommand, PutSecretValueCommand, ResourceNotFoundException,
  UpdateSecretVersionStageCommand, type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import type { Database } from "../shared/ports";
import type { RotationPorts, SecretStore } from "./ports";

/** Long enough that nobody tries; Aurora takes up to 128 characters. Source: RDS API, `CreateDBCluster`, MasterUserPassword. */
const passwordLength = 64;

/** The ports of rotating, on AWS. */
export function rotationPorts(secrets: SecretsManagerClient, database: Database): RotationPorts {
  return { secrets: storeOf(secrets), database, salt: () => randomBytes(16) };
}

function storeOf(client: SecretsManagerClient): SecretStore {
  return {
    async describe(secretId) {
      const { RotationEnabled, VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId: secretId }));
      return { rotationOff: RotationEnabled === false, stages: VersionIdsToStages };
    },
    read: (secretId, { stage, id }) => unlessGone(async () => {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId, VersionStage: stage, VersionId: id }));
      return SecretString;
    }),
    async invent() {
      const { RandomPassword = "" } = await client.send(new GetRandomPasswordCommand({ PasswordLength: passwordLength, ExcludePunctuation: true }));
      return RandomPassword;
    },
    async keep(secretId, { id, text }) {
      await client.send(new PutSecretValueCommand({
        SecretId: secretId, ClientRequestToken: id, SecretString: text, VersionStages: ["AWSPENDING"],
      }));
    },
    async promote(secretId, { from, to }) {
      await client.send(new UpdateSecretVersionStageCommand({
        SecretId: secretId, VersionStage: "AWSCURRENT", MoveToVersionId: to, RemoveFromVersionId: from,
      }));
    },
  };
}

async function unlessGone(read: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
