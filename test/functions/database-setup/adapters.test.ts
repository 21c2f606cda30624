import assert from "node:assert/strict";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { setupPorts } from "../../../functions/database-setup/adapters";
import { deployedFunction } from "../../support/deployed";
import { SdkStub } from "../../support/sdk-stub";
import { FakeDatabase } from "../shared/fake-database";

describe("setting up a database on AWS", () => {
  for (const [place, region] of [["use2", "us-east-2"], ["usw2", "us-west-2"]] as const) {
    it(`reads the secret that ${place} names, and needs exactly what its role may do`, async () => {
      const deployed = await deployedFunction(`${place}-database-setup`);
      const stub = new SdkStub({ "secretsmanager:GetSecretValue": { SecretString: "text" } });
      const secretId = deployed.environment["MASTER_SECRET_NAME"] ?? "";
      const ports = setupPorts(stub.client(SecretsManagerClient, region), { secretId, database: new FakeDatabase({ passwords: [] }) });
      assert.equal(await ports.masterSecret(), "text");
      assert.deepEqual(stub.sent.map(({ request: { body } }) => JSON.parse(body) as unknown), [{ SecretId: "understudy-prod/database/master" }]);
      assert.deepEqual(deployed.covers(stub.sent), []);
    });
  }
});
