import assert from "node:assert/strict";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { readMaster } from "../../../components/database";
import { setupPorts } from "../../../functions/database-setup/adapters";
import { allowedActions, StubTransport } from "../../support/sent-actions";
import { FakeDatabase } from "../shared/fake-database";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };

describe("setting up a database on AWS", () => {
  it("reads the secret by its name, and needs exactly what its role may do", async () => {
    const transport = new StubTransport({ "secretsmanager:GetSecretValue": [{ SecretString: "text" }] });
    const secrets = transport.watch(new SecretsManagerClient(transport.settings));
    const ports = setupPorts(secrets, { secretId: "understudy-prod/database/master", database: new FakeDatabase({ passwords: [] }) });
    assert.equal(await ports.masterSecret(), "text");
    assert.deepEqual(transport.sent, [{ action: "secretsmanager:GetSecretValue", body: { SecretId: "understudy-prod/database/master" } }]);
    assert.deepEqual(transport.neededActions, allowedActions(readMaster(place, { secretName: "understudy-prod/database/master", keyArn: "arn:key" })));
  });
});
