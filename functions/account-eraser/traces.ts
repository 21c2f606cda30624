import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DevicesTable } from "../shared/devices-table";
import { joinedIn } from "../shared/memberships";
import { preferencesTable } from "../shared/preferences-table";
import { uploadsIn } from "../shared/uploads";
import { objectsTrace, userTrace } from "./adapters";
import type { Trace } from "./erase";
import { recordsTrace } from "./records";

export interface Clients {
  readonly cognito: CognitoIdentityProviderClient;
  readonly dynamodb: DynamoDBClient;
  readonly s3: S3Client;
}

/** Where a place keeps what it knows of users. */
export interface Whereabouts {
  readonly attemptsTable: string;
  readonly devicesTable: string;
  readonly preferencesTable: string;
  readonly recordsTable: string;
  readonly uploadsTable: string;
  readonly uploadsBucket: string;
  /** Absent in a place whose pool is a replica, which deletes nobody. */
  readonly userPoolId: string | undefined;
}

/** Everything that a place forgets. The user goes first: whoever cannot sign in makes nothing new. */
export function tracesIn({ cognito, dynamodb, s3 }: Clients, where: Whereabouts): readonly Trace[] {
  const documents = DynamoDBDocumentClient.from(dynamodb);
  const devices = new DevicesTable(documents, { tableName: where.devicesTable, now: () => Math.floor(Date.now() / 1000) });
  const preferences = preferencesTable(documents, where.preferencesTable);
  const joined = joinedIn(dynamodb, where.attemptsTable);
  const uploads = uploadsIn(dynamodb, where.uploadsTable);
  return [
    ...(where.userPoolId === undefined ? [] : [userTrace(cognito, where.userPoolId)]),
    { name: "memberships", erase: ({ userId }) => joined.forget(userId) },
    { name: "devices", erase: ({ userId }) => devices.removeUser(userId) },
    { name: "preferences", erase: ({ userId }) => preferences.remove(userId) },
    recordsTrace(dynamodb, where.recordsTable),
    { name: "uploads", erase: ({ userId }) => uploads.forget(userId) },
    objectsTrace(s3, where.uploadsBucket),
  ];
}
