import assert from "node:assert/strict";
import { DecryptionFailure, ResourceNotFoundException, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { rotationPorts } from "../../../functions/database-rotate/adapters";
import { deployedFunction } from "../../support/deployed";
import { SdkStub } from "../../support/sdk-stub";
import { FakeDatabase } from "../shared/fake-database";

/** Names of versions have 32 characters or more. */
const [old, token] = ["0".repeat(32), "1".repeat(32)];
const failure = { $metadata: {}, message: "as the stub was told" };

const storeOver = (stub: SdkStub) => rotationPorts(stub.client(SecretsManagerClient), new FakeDatabase({ passwords: [] })).secrets;

describe("rotating on AWS", () => {
  it("sends what Secrets Manager knows, and needs exactly what its role may do", async () => {
    const stub = new SdkStub({
      "secretsmanager:DescribeSecret": { RotationEnabled: true, VersionIdsToStages: { [old]: ["AWSCURRENT"], [token]: ["AWSPENDING"] } },
      "secretsmanager:GetSecretValue": [{ SecretString: "text" }, new ResourceNotFoundException({ ...failure, Message: "" })],
      "secretsmanager:GetRandomPassword": { RandomPassword: "new" },
      "secretsmanager:PutSecretValue": {},
      "secretsmanager:UpdateSecretVersionStage": {},
    });
    const [store, name] = [storeOver(stub), "understudy-prod/database/master"];
    assert.deepEqual(await store.describe(name), { rotationOff: false, stages: { [old]: ["AWSCURRENT"], [token]: ["AWSPENDING"] } });
    assert.equal(await store.read(name, { stage: "AWSCURRENT" }), "text");
    assert.equal(await store.read(name, { stage: "AWSPENDING", id: token }), undefined);
    assert.equal(await store.invent(), "new");
    await store.keep(name, { id: token, text: "text" });
    await store.promote(name, { from: old, to: token });
    assert.deepEqual(stub.sent.map(({ operation, request: { body } }) => [operation, JSON.parse(body) as unknown]), [
      ["DescribeSecret", { SecretId: name }],
      ["GetSecretValue", { SecretId: name, VersionStage: "AWSCURRENT" }],
      ["GetSecretValue", { SecretId: name, VersionStage: "AWSPENDING", VersionId: token }],
      ["GetRandomPassword", { PasswordLength: 64, ExcludePunctuation: true }],
      ["PutSecretValue", { SecretId: name, ClientRequestToken: token, SecretString: "text", VersionStages: ["AWSPENDING"] }],
      ["UpdateSecretVersionStage", { SecretId: name, VersionStage: "AWSCURRENT", MoveToVersionId: token, RemoveFromVersionId: old }],
    ]);
    assert.deepEqual((await deployedFunction("use2-database-rotate")).covers(stub.sent), []);
  });

  it("takes no other failure for a version that is not there", async () => {
    const store = storeOver(new SdkStub({ "secretsmanager:GetSecretValue": new DecryptionFailure(failure) }));
    await assert.rejects(store.read("secret", { stage: "AWSCURRENT" }), { name: "DecryptionFailure" });
  });
});
