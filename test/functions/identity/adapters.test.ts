import assert from "node:assert/strict";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { blocksIn } from "../../../functions/shared/blocks";
import { DevicesTable } from "../../../functions/shared/devices-table";
import { keepLetterboxes } from "../../../functions/shared/letterboxes";
import { mailBySes } from "../../../functions/shared/mail";
import { joinedIn } from "../../../functions/shared/memberships";
import { poolGroups } from "../../../functions/shared/pool-groups";
import { secretFrom } from "../../../functions/shared/secret";
import { lastSignInsIn, triesIn } from "../../../functions/shared/sign-ins";
import { deployedFunction } from "../../support/deployed";
import { SdkStub } from "../../support/sdk-stub";
import { stackFile, withValue } from "../../support/settings";
import { fullerProd } from "../../support/variants";

const at = new Date("2026-11-21T12:34:56Z");
const letter = { to: "ada@example.com", subject: "Hello", text: "Hello, Ada", html: "<p>Hello, Ada</p>" };
const regions = [["use2", "us-east-2"], ["usw2", "us-west-2"]] as const;
const places = regions.map(([place, region]) => ({ place, region }));
const count = { "dynamodb:UpdateItem": { Attributes: { count: { N: "3" } } } };
const captcha = { url: "https://captcha.example.com/siteverify", siteKey: "site", secret: "signing" };
const triggers = (change: Record<string, unknown>): string => `triggers=${JSON.stringify({ ...stackFile("prod")["triggers"] as object, ...change })}`;
const withCaptcha = triggers({ challenge: withValue(stackFile("prod"), ["triggers", "challenge", "captcha"], captcha)["triggers"]?.["challenge" as never] });
const joiningNothing = triggers({ signUp: { emailDomains: [], autoConfirm: "off", groups: [] } });

for (const { place, region } of places) {
  describe(`functions around sign-in, in ${place}`, () => {
    it("count and send codes by what the role of the challenge grants", async () => {
      const deployed = await deployedFunction(`${place}-identity-challenge-create`);
      const stub = new SdkStub({ ...count, "ses:SendEmail": { MessageId: "m" } });
      const { ATTEMPTS_TABLE: tableName = "", PLACE: here = "", MAIL_FROM: from = "" } = deployed.environment;
      assert.equal(await triesIn(stub.client(DynamoDBClient, region), { tableName, place: here }).count("u", "codes", at), 3);
      await mailBySes(stub.client(SESv2Client, region), from).send(letter);
      assert.deepEqual(JSON.parse(stub.sent[0]?.request.body ?? ""), {
        TableName: "understudy-prod-identity-attempts", Key: { userId: { S: "u" }, part: { S: `codes#${place}#2026-11-21T12` } },
        UpdateExpression: "ADD #count :one SET expiresAt = :expires", ExpressionAttributeNames: { "#count": "count" },
        ExpressionAttributeValues: { ":one": { N: "1" }, ":expires": { N: String(at.getTime() / 1000 + 7_200) } }, ReturnValues: "UPDATED_NEW",
      });
      assert.deepEqual(JSON.parse(stub.sent[1]?.request.body ?? ""), {
        FromEmailAddress: "Example <no-reply@example.com>", Destination: { ToAddresses: ["ada@example.com"] },
        Content: { Simple: { Subject: { Data: "Hello", Charset: "UTF-8" }, Body: { Text: { Data: letter.text, Charset: "UTF-8" }, Html: { Data: letter.html, Charset: "UTF-8" } } } },
      });
      assert.deepEqual(deployed.covers(stub.sent), []);
    });

    it("count answers, and read the secret of the CAPTCHA where there is one", async () => {
      for (const [set, needsSecret] of [[[], false], [[withCaptcha], true]] as const) {
        const deployed = await deployedFunction(`${place}-identity-challenge-verify`, "prod", set);
        const stub = new SdkStub({ ...count, "secretsmanager:GetSecretValue": { SecretString: "hush" } });
        await triesIn(stub.client(DynamoDBClient, region), { tableName: deployed.environment["ATTEMPTS_TABLE"] ?? "", place }).count("u", "answers", at);
        if (needsSecret) assert.equal(await secretFrom(stub.client(SecretsManagerClient, region), deployed.environment["CAPTCHA_SECRET"] ?? "", () => at)(), "hush");
        assert.deepEqual(deployed.covers(stub.sent), []);
      }
    });

    it("note sign-ins and write to their owners", async () => {
      const deployed = await deployedFunction(`${place}-identity-signed-in`);
      const number = { userId: { S: "u" }, deviceId: { S: "sms" }, kind: { S: "sms" }, address: { S: "+15555550100" } };
      const stub = new SdkStub({ "dynamodb:UpdateItem": {}, "dynamodb:DeleteItem": {}, "dynamodb:Query": { Items: [number] }, "ses:SendEmail": { MessageId: "m" } });
      const { ATTEMPTS_TABLE: tableName = "", DEVICES_TABLE = "", MAIL_FROM: from = "" } = deployed.environment;
      await lastSignInsIn(stub.client(DynamoDBClient, region), { tableName, place }).note("u", at);
      const devices = new DevicesTable(DynamoDBDocumentClient.from(stub.client(DynamoDBClient, region)), { tableName: DEVICES_TABLE, now: () => 0 });
      await keepLetterboxes("u", { email: "ada@example.com", email_verified: "true" }, devices);
      await mailBySes(stub.client(SESv2Client, region), from).send(letter);
      assert.deepEqual(stub.sent[0]?.input["Key"], { userId: { S: "u" }, part: { S: `signed-in#${place}` } });
      assert.deepEqual(deployed.covers(stub.sent), []);
    });

    it("read who is blocked, and no more", async () => {
      for (const [name, set] of [[`${place}-identity-admission`, []], [`${place}-identity-claims`, [joiningNothing]]] as const) {
        const deployed = await deployedFunction(name, "prod", set);
        const items = [undefined, { userId: { S: "u" } }, { userId: { S: "u" }, until: { N: "1" } }, { userId: { S: "u" }, until: { N: "9999999999" } }];
        const stub = new SdkStub({ "dynamodb:GetItem": items.map((Item) => ({ ...(Item !== undefined && { Item }) })) });
        const blocks = blocksIn(stub.client(DynamoDBClient, region), deployed.environment["BLOCKS_TABLE"] ?? "");
        const answers = [];
        for (const _ of items) answers.push(await blocks.isBlocked("u", at));
        assert.deepEqual(answers, [false, true, false, true]);
        assert.equal(stub.sent[0]?.input["TableName"], "understudy-prod-identity-blocks");
        assert.deepEqual(deployed.covers(stub.sent), []);
      }
    });

    it("put people into groups of the one pool, as the place answers for it, and remember whom", async () => {
      for (const name of [`${place}-identity-confirmed`, `${place}-identity-claims`]) {
        const deployed = await deployedFunction(name);
        const stub = new SdkStub({ "cognito-idp:AdminAddUserToGroup": {}, "dynamodb:GetItem": [{}, { Item: { joined: { SS: ["member"] } } }, {}], "dynamodb:UpdateItem": {} });
        const { ATTEMPTS_TABLE = "", BLOCKS_TABLE, GROUPS = "" } = deployed.environment;
        const userPoolId = deployed.statements.find(({ Sid }) => Sid === "UsePool")?.Resource[0]?.split("/").at(-1) ?? "";
        const joined = joinedIn(stub.client(DynamoDBClient, region), ATTEMPTS_TABLE);
        await poolGroups(stub.client(CognitoIdentityProviderClient, region)).add(userPoolId, "ada", GROUPS);
        await joined.note("u", GROUPS.split(","));
        if (BLOCKS_TABLE !== undefined) {
          assert.deepEqual([await joined.of("u"), await joined.of("u")], [[], ["member"]]);
          await blocksIn(stub.client(DynamoDBClient, region), BLOCKS_TABLE).isBlocked("u", at);
        }
        assert.match(userPoolId, /^us-east-2_/);
        assert.deepEqual(stub.sent.slice(0, 2).map(({ input }) => input), [
          { UserPoolId: userPoolId, Username: "ada", GroupName: "member" },
          {
            TableName: "understudy-prod-identity-attempts", Key: { userId: { S: "u" }, part: { S: "groups" } },
            UpdateExpression: "ADD joined :groups", ExpressionAttributeValues: { ":groups": { SS: ["member"] } },
          },
        ]);
        assert.deepEqual(deployed.covers(stub.sent), []);
      }
    });

    it("read the secret that they sign with, where users are taken over", async () => {
      const deployed = await deployedFunction(`${place}-identity-migration`, "prod", fullerProd);
      const stub = new SdkStub({ "secretsmanager:GetSecretValue": { SecretString: "hush" } });
      assert.equal(await secretFrom(stub.client(SecretsManagerClient, region), deployed.environment["MIGRATION_SECRET"] ?? "", () => at)(), "hush");
      assert.deepEqual(deployed.covers(stub.sent), []);
    });
  });
}

describe("a secret of a place", () => {
  it("is read once in five minutes, and is never empty", async () => {
    const stub = new SdkStub({ "secretsmanager:GetSecretValue": [{ SecretString: "old" }, { SecretString: "new" }, {}] });
    const clock = { at };
    const secret = secretFrom(stub.client(SecretsManagerClient), "name", () => clock.at);
    const later = (minutes: number): void => { clock.at = new Date(clock.at.getTime() + minutes * 60_000); };
    const texts = [await secret()];
    later(5);
    texts.push(await secret());
    later(1);
    texts.push(await secret());
    assert.deepEqual(texts, ["old", "old", "new"]);
    later(6);
    await assert.rejects(secret(), { message: "the secret name holds no text: put its value in, in the first place" });
  });
});

describe("counts in a table", () => {
  it("are none where the table tells none", async () => {
    const stub = new SdkStub({ "dynamodb:UpdateItem": {} });
    await assert.rejects(triesIn(stub.client(DynamoDBClient), { tableName: "t", place: "use2" }).count("u", "codes", at),
      { message: "t told no count of codes: want a number in its answer" });
  });
});
