import assert from "node:assert/strict";
import { CognitoIdentityProviderClient, UserNotFoundException } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { tracesIn } from "../../../functions/account-eraser/traces";
import { deletionsIn } from "../../../functions/shared/deletions";
import { deployedFunction } from "../../support/deployed";
import { SdkStub, type Reply } from "../../support/sdk-stub";

const at = new Date("2026-11-22T13:00:00Z");
const user = { userId: "u1", username: "ada" };
const key = (names: Record<string, string>) => Object.fromEntries(Object.entries(names).map(([name, value]) => [name, { S: value }]));

/** What the tables of the place hold of the user. */
const items: Reply = ({ TableName, IndexName, ExpressionAttributeValues: values = {} }) => {
  const [space] = Object.values(values as Record<string, { S: string }>).map(({ S }) => S);
  const [table] = [String(TableName).replace("understudy-prod-", "")];
  if (table === "sync-records" && IndexName === "memberships") return { Items: [key({ space: "shared#u1#trip", id: "#member#u1" }), key({ space: "shared#u2#home", id: "#member#u1" })] };
  if (table === "sync-records") return { Items: space === "own#u1" ? [key({ space, id: "a" })] : [key({ space: String(space), id: "b" }), key({ space: String(space), id: "#member#u2" })] };
  if (table === "messaging-devices") return { Items: [key({ userId: "u1", deviceId: "d1" })] };
  if (table === "api-uploads") return { Items: [key({ userId: "u1", uploadId: "f1" })] };
  return { Items: [key({ userId: "u1", part: "erased-use2" })] };
};

describe("the eraser on AWS", () => {
  for (const [place, region] of [["use2", "us-east-2"], ["usw2", "us-west-2"]] as const) {
    const name = place === "use2" ? "use2-account-eraser" : "usw2-account-eraser";
    const ends = place === "use2";
    it(`takes away in ${place} everything of a user${ends ? ", the user first" : " but the user, whom a replica of the pool cannot delete"}, by what its role grants`, async () => {
      const deployed = await deployedFunction(name);
      const value = (of: string): string => deployed.environment[of] ?? "";
      assert.equal(value("ENDS_DELETIONS"), String(ends));
      const versions = { Versions: [{ Key: "users/u1/f1", VersionId: "v1" }], DeleteMarkers: [{ Key: "users/u1/f1", VersionId: "v2" }] };
      const stub = new SdkStub({
        "cognito-idp:AdminDeleteUser": new UserNotFoundException({ message: "User does not exist.", $metadata: {} }), "dynamodb:Query": items, "dynamodb:DeleteItem": {},
        "dynamodb:PutItem": {}, "dynamodb:UpdateItem": {}, "s3:ListObjectVersions": [versions, {}], "s3:DeleteObject": {},
      });
      const dynamodb = stub.client(DynamoDBClient, region);
      const traces = tracesIn({ dynamodb, cognito: stub.client(CognitoIdentityProviderClient, region), s3: stub.client(S3Client, region) }, {
        attemptsTable: value("ATTEMPTS_TABLE"), devicesTable: value("DEVICES_TABLE"), preferencesTable: value("PREFERENCES_TABLE"), recordsTable: value("RECORDS_TABLE"), uploadsTable: value("UPLOADS_TABLE"),
        uploadsBucket: value("UPLOADS_BUCKET"), userPoolId: ends ? value("USER_POOL_ID") : undefined,
      });
      for (const trace of traces) await trace.erase(user);
      const deleted = stub.sent.filter(({ operation }) => /Delete/.test(operation)).map(({ operation, input: { TableName, Key, VersionId, Username } }) =>
        [operation, TableName ?? VersionId ?? Username, ...(typeof Key === "object" && Key !== null ? Object.values(Key as Record<string, { S: string }>).map(({ S }) => S) : [Key])].join(" ").trim());
      assert.deepEqual(deleted, [
        ...(ends ? ["AdminDeleteUser ada"] : []),
        "DeleteItem understudy-prod-identity-attempts u1 groups", "DeleteItem understudy-prod-messaging-devices u1 d1", "DeleteItem understudy-prod-messaging-preferences u1", "DeleteItem understudy-prod-sync-records own#u1 a",
        "DeleteItem understudy-prod-sync-records shared#u1#trip b", "DeleteItem understudy-prod-sync-records shared#u1#trip #member#u2",
        "DeleteItem understudy-prod-sync-records shared#u2#home #member#u1", "DeleteItem understudy-prod-api-uploads u1 f1",
        "DeleteObject v1 users/u1/f1", "DeleteObject v2 users/u1/f1",
      ]);
      const deletions = deletionsIn(dynamodb, value("ACCOUNTS_TABLE"));
      await deletions.open();
      await deletions.erasedIn("u1", { place, at });
      if (ends) assert.deepEqual(await deletions.placesWithout("u1"), ["use2"]);
      if (ends) await deletions.close("u1", at);
      assert.deepEqual(deployed.covers(stub.sent), []);
    });
  }
});
