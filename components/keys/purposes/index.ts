import { type Statement } from "../../core/iam";
import { type Place } from "../../core/place";
import { backupUses } from "./backup";
import { computeUses } from "./compute";
import { databaseUses } from "./database";
import { executionsUses } from "./executions";
import { functionsUses } from "./functions";
import { intakeUses } from "./intake";
import { logsUses } from "./logs";
import { messagesUses } from "./messages";
import { secretsUses } from "./secrets";
import { storageUses } from "./storage";
import { tablesUses } from "./tables";

/** What a key is for: what it tells people, and what it lets services do. */
export interface KeyPurpose {
  /** Ends the sentence "Encrypts …". */
  readonly encrypts: string;
  readonly uses: (place: Place) => readonly Statement[];
}

/** Every purpose that a place may have a key for. Adding one is a file beside this one and a line here. */
export const keyPurposes = {
  backup: { encrypts: "backups and their copies", uses: backupUses },
  compute: { encrypts: "the disks of tasks and the shells into them", uses: computeUses },
  database: { encrypts: "the database, its backups and the record of its load", uses: databaseUses },
  executions: { encrypts: "the definitions, histories and logs of state machines", uses: executionsUses },
  functions: { encrypts: "the environments of functions and the events that they failed to handle", uses: functionsUses },
  intake: { encrypts: "what users send until it is worked on: usage events, and notices of their files", uses: intakeUses },
  logs: { encrypts: "log groups", uses: logsUses },
  messages: { encrypts: "topics and queues", uses: messagesUses },
  secrets: { encrypts: "secrets and secret parameters", uses: secretsUses },
  storage: { encrypts: "objects in buckets", uses: storageUses },
  tables: { encrypts: "tables", uses: tablesUses },
} as const satisfies Readonly<Record<string, KeyPurpose>>;

export type Purpose = keyof typeof keyPurposes;
