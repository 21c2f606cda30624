import assert from "node:assert/strict";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { rotateMaster } from "../../../components/database";
import { rotationPorts } from "../../../functions/database-rotate/adapters";
import { allowedActions, StubTransport } from "../../support/sent-actions";
import { FakeDatabase } from "../shared/fake-database";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
/** Names of versions have 32 characters or more. */
const [old, token] = ["0".repeat(32), "1".repeat(32)];

function storeOver(transport: StubTransport) {
  return rotationPorts(transport.watch(new SecretsManagerClient(transport.settings)), new FakeDatabase({ passwords: [] })).secrets;
}

describe("rotating on AWS", () => {
  it("sends what Secrets Manager knows, and needs exactly what its role may do", async () => {
    const transport = new StubTransport({
      "secretsmanager:DescribeSecret": [{ RotationEnabled: true, VersionIdsToStages: { [old]: ["AWSCURRENT"], [token]: ["AWSPENDING"] } }],
      "secretsmanager:GetSecretValue": [{ SecretString: "text" }, { failure: "ResourceNotFoundException" }],
      "secretsmanager:GetRandomPassword": [{ RandomPassword: "new" }],
      "secretsmanager:PutSecretValue": [{}],
      "secretsmanager:UpdateSecretVersionStage": [{}],
    });
    const store = storeOver(transport);
    assert.deepEqual(await store.describe("secret"), { rotationOff: false, stages: { [old]: ["AWSCURRENT"], [token]: ["AWSPENDING"] } });
    assert.equal(await store.read("secret", { stage: "AWSCURRENT" }), "text");
    assert.equal(await store.read("secret", { stage: "AWSPENDING", id: token }), undefined);
    assert.equal(await store.invent(), "new");
    await store.keep("secret", { id: token, text: "text" });
    await store.promote("secret", { from: old, to: token });
    assert.deepEqual(transport.sent.map(({ action, body }) => [action.slice("secretsmanager:".length), body]), [
      ["DescribeSecret", { SecretId: "secret" }],
      ["GetSecretValue", { SecretId: "secret", VersionStage: "AWSCURRENT" }],
      ["GetSecretValue", { SecretId: "secret", VersionStage: "AWSPENDING", VersionId: token }],
      ["GetRandomPassword", { PasswordLength: 64, ExcludePunctuation: true }],
      ["PutSecretValue", { SecretId: "secret", ClientRequestToken: token, SecretString: "text", VersionStages: ["AWSPENDING"] }],
      ["UpdateSecretVersionStage", { SecretId: "secret", VersionStage: "AWSCURRENT", MoveToVersionId: token, RemoveFromVersionId: old }],
    ]);
    assert.deepEqual(transport.neededActions, allowedActions(rotateMaster(place, { secretName: "secret", keyArn: "arn:key" })));
  });

  it("takes no other failure for a version that is not there", async () => {
    const store = storeOver(new StubTransport({ "secretsmanager:GetSecretValue": [{ failure: "DecryptionFailure" }] }));
    await assert.rejects(store.read("secret", { stage: "AWSCURRENT" }), { name: "DecryptionFailure" });
  });
});
