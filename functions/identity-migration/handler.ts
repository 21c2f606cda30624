import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { UserMigrationTriggerEvent } from "aws-lambda";
import { promptly } from "../shared/clients";
import { settings } from "../shared/environment";
import { secretFrom } from "../shared/secret";
import { inTime } from "../shared/trigger";
import { migrateUser } from "./migrate";
import { oldSystem } from "./old-system";

const setting = settings(process.env, ["MIGRATION_SECRET", "MIGRATION_URL"]);
const now = (): Date => new Date();
const migrate = migrateUser(oldSystem({
  url: setting("MIGRATION_URL"), secret: secretFrom(new SecretsManagerClient(promptly), setting("MIGRATION_SECRET"), now), fetch, now,
}));

/** Takes a user over from the system of before. */
export function handler(event: UserMigrationTriggerEvent): Promise<UserMigrationTriggerEvent> {
  return inTime(migrate(event));
}
