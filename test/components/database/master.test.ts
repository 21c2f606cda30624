import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Master, Rotation, type MasterArgs } from "../../../components/database";
import { secret } from "../../../tools/recorder/property";
import { record, value } from "../../support/record";
import { names, rdsAnswers } from "./fixture";

const name = "use2-database-master";
const args: MasterArgs = {
  names: names.use2, databaseName: "shop", keyArn: "arn:use2:secrets-key", replica: { region: "us-west-2", keyArn: "arn:usw2:secrets-key" }, protection: true,
};
const build = (change: Partial<MasterArgs> = {}) => record((opts) => new Master(name, { ...args, ...change }, opts), rdsAnswers);

describe("Master", () => {
  it("draws a password of characters that mean nothing anywhere", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.inputs("random:index/randomPassword:RandomPassword"), {
      [name]: { length: 40, overrideSpecial: "-_.~", minLower: 1, minUpper: 1, minNumeric: 1, minSpecial: 1 },
    });
  });

  it("keeps it in a secret of both places, each with its own key, that names no endpoint", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.inputs("aws:secretsmanager/secret:Secret"), {
      [name]: {
        name: "shop-prod/database/master", description: "Master user of the database. Rotated by a function; endpoints are not part of it.",
        kmsKeyId: "arn:use2:secrets-key", replicas: [{ region: "us-west-2", kmsKeyId: "arn:usw2:secrets-key" }],
        forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30,
      },
    });
    const { inputs, state } = graph.one("aws:secretsmanager/secretVersion:SecretVersion", name);
    const { secretStringWo, ...rest } = inputs;
    assert.deepEqual(state.inputs["secretStringWo"], secret(secretStringWo));
    assert.deepEqual(JSON.parse(String(secretStringWo)), { engine: "postgres", username: "master", password: "drawn-password", dbname: "shop" });
    assert.deepEqual(rest, { secretId: `arn:aws:test:::${name}`, secretStringWoVersion: 1, versionStages: ["AWSCURRENT", "BIRTH"] });
  });

  it("has no replica where no database stands to sign in to", async () => {
    const { graph } = await build({ replica: "none" });
    assert.equal(graph.one("aws:secretsmanager/secret:Secret", name).inputs["replicas"], undefined);
  });

  it("never puts the first password over a rotated one", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.one("aws:secretsmanager/secretVersion:SecretVersion", name).state.ignoreChanges, [
      "secretStringWo", "secretStringWoVersion", "versionStages",
    ]);
  });

  it("hands it on as a secret only", async () => {
    const { graph, result } = await build();
    assert.equal(await value(result.password), "drawn-password");
    assert.equal(await (result.password as unknown as { isSecret: Promise<boolean> }).isSecret, true);
    const component = graph.one("understudy:database:Master", name);
    assert.deepEqual(component.outputs, { secretName: "shop-prod/database/master", secretArn: `arn:aws:test:::${name}` });
    assert.equal(result.secretName, "shop-prod/database/master");
    assert.equal(await value(result.secretArn), `arn:aws:test:::${name}`);
  });

  it("tells where the secret is when there is something in it", async () => {
    const { graph } = await record((opts) => new aws.ssm.Parameter("reader", { type: "String", value: new Master(name, args, opts).secretArn }), rdsAnswers);
    assert.deepEqual(graph.one("aws:ssm/parameter:Parameter", "reader").dependencies, [
      `aws:secretsmanager/secretVersion:SecretVersion ${name}`,
    ]);
  });

  it("frees its name at once where nothing is protected", async () => {
    const { graph } = await build({ protection: false });
    assert.equal(graph.one("aws:secretsmanager/secret:Secret", name).inputs["recoveryWindowInDays"], 0);
  });

  it("is not asked for a name that is none", async () => {
    await assert.rejects(build({ names: { ...names.use2, global: "Shop" } }), (error: Error) => {
      assert.equal(error.message, 'database identifier "Shop" is no name for RDS: want lower-case letters and digits with single hyphens between, ' +
        "and a letter first; rename the project or the stack");
      return true;
    });
  });
});

describe("Rotation", () => {
  const rotation = { secretArn: "arn:secret", functionArn: "arn:function", everyDays: 30 };

  it("changes the password at once and on schedule, when all is there that it takes", async () => {
    const { graph } = await record((opts) => {
      const master = new Master(name, args, opts);
      return new Rotation("use2-database-rotation", { ...rotation, after: [master] }, opts);
    }, rdsAnswers);
    const { inputs, dependencies } = graph.one("aws:secretsmanager/secretRotation:SecretRotation", "use2-database-rotation");
    assert.deepEqual(inputs, {
      secretId: "arn:secret", rotationLambdaArn: "arn:function", rotateImmediately: true, rotationRules: { automaticallyAfterDays: 30 },
    });
    assert.deepEqual(dependencies.filter((identity) => identity.includes("Version")), [`aws:secretsmanager/secretVersion:SecretVersion ${name}`]);
  });

  it("refuses an interval that Secrets Manager does not take", async () => {
    for (const everyDays of [0, 1.5, 1001]) {
      await assert.rejects(record((opts) => new Rotation("use2-database-rotation", { ...rotation, everyDays, after: [] }, opts)), (error: Error) => {
        assert.equal(error.message, `everyDays is ${everyDays}: want whole days from 1 to 1000`);
        return true;
      });
    }
  });
});
