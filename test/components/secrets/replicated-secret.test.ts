import assert from "node:assert/strict";
import { readSecret, ReplicatedSecret, secretArn, writeSecret, type ReplicatedSecretArgs } from "../../../components/secrets";
import { type Place, type Role } from "../../../components/core/place";
import { changes, record, value, type Nodes } from "../../support/record";

/** What marks a value as secret in a state file. Source: Pulumi documentation, "State", secrets. */
const specialSigKey = "4dabf18193072939515e22adb298388d";
const specialSecretSig = "1b47061264138c4ac30d75fd1eb44270";

const use2: Place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const usw2: Place = { ...use2, key: "usw2", region: "us-west-2" };
const args: ReplicatedSecretArgs = {
  key: "signing-key", secretName: "understudy/prod/signing", description: "Signs links to uploads", value: { kind: "generated", length: 40 }, recoveryDays: 30,
  sites: [{ place: use2, keyArn: "arn:key:use2" }, { place: usw2, keyArn: "arn:key:usw2" }],
};
const arn = "arn:aws:secretsmanager:us-east-2:111122223333:secret:understudy/prod/signing-a1B2c3";
const build = (change: Partial<ReplicatedSecretArgs> = {}) => record((opts) => new ReplicatedSecret("use2-secret-signing", { ...args, ...change }, opts),
  (type) => (type === "aws:secretsmanager/secret:Secret" ? { arn } : type === "random:index/randomPassword:RandomPassword" ? { result: "drawn" } : {}));
const secret = {
  name: "understudy/prod/signing", description: "Signs links to uploads", kmsKeyId: "arn:key:use2",
  replicas: [{ region: "us-west-2", kmsKeyId: "arn:key:usw2" }], forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30,
};

describe("ReplicatedSecret", () => {
  it("draws a value that only the secret gets to see, in both places under each one's key", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.all.map(({ type, name, inputs }) => [type, name, inputs]), [
      ["aws:secretsmanager/secret:Secret", "use2-secret-signing", secret],
      ["aws:secretsmanager/secretVersion:SecretVersion", "use2-secret-signing",
        { secretId: arn, secretStringWo: "drawn", secretStringWoVersion: 1, versionStages: ["AWSCURRENT", "BIRTH"] }],
      ["random:index/randomPassword:RandomPassword", "use2-secret-signing", { length: 40, special: false }],
      ["understudy:secrets:ReplicatedSecret", "use2-secret-signing", {}],
    ]);
    const version = graph.one("aws:secretsmanager/secretVersion:SecretVersion", "use2-secret-signing");
    assert.deepEqual(version.state.inputs["secretStringWo"], { [specialSigKey]: specialSecretSig, value: "drawn" });
  });

  it("never writes a second time, whatever was put in since", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.one("aws:secretsmanager/secretVersion:SecretVersion", "use2-secret-signing").options.ignoreChanges,
      ["secretStringWo", "secretStringWoVersion", "versionStages"]);
  });

  it("stays empty for its owner to fill", async () => {
    const { graph, result } = await build({ value: { kind: "empty" }, recoveryDays: 0 });
    assert.deepEqual(graph.all.map(({ type, inputs }) => [type, inputs]), [
      ["aws:secretsmanager/secret:Secret", { ...secret, recoveryWindowInDays: 0 }],
      ["understudy:secrets:ReplicatedSecret", {}],
    ]);
    assert.equal(await value(result.arn), arn);
  });

  it("has the same ARN in the other place, but for the region", async () => {
    const { result } = await build();
    assert.deepEqual([await value(result.arnIn(use2)), await value(result.arnIn(usw2))], [arn, arn.replace("us-east-2", "us-west-2")]);
    assert.throws(() => result.endIn({ ...use2, key: "euw1" }), { message: "use2-secret-signing has no copy in euw1: want use2 or usw2" });
  });

  it("is read in each place by that place's ARN and key, and written in the birth place", async () => {
    const { result } = await build();
    const pattern = (region: string): string => `arn:aws:secretsmanager:${region}:111122223333:secret:understudy/prod/signing-??????`;
    const through = (region: string): object => ({ StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } });
    assert.equal(secretArn(result.endIn(usw2)), pattern("us-west-2"));
    assert.deepEqual(readSecret(result.endIn(usw2)), [
      { Sid: "ReadSigningKey", Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [pattern("us-west-2")] },
      { Sid: "DecryptSigningKey", Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["arn:key:usw2"], Condition: through("us-west-2") },
    ]);
    assert.deepEqual(writeSecret(result.endIn(use2)), [
      {
        Sid: "WriteSigningKey", Effect: "Allow", Resource: [pattern("us-east-2")],
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"],
      },
      { Sid: "EncryptSigningKey", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: ["arn:key:use2"], Condition: through("us-east-2") },
    ]);
  });

  it("is the same whoever is primary", async () => {
    const as = async (first: Role, second: Role): Promise<Nodes> => (await build({ sites: [
      { place: { ...use2, role: first } as Place, keyArn: "arn:key:use2" }, { place: { ...usw2, role: second } as Place, keyArn: "arn:key:usw2" },
    ] })).graph;
    assert.deepEqual(changes(await as("primary", "standby"), await as("standby", "primary")), []);
  });

  it("refuses a name, a length, days and a pair that AWS would refuse or nobody should want", async () => {
    await assert.rejects(build({
      secretName: "app-a1B2c3", value: { kind: "generated", length: 21 }, recoveryDays: 6, sites: [args.sites[0], { place: use2, keyArn: "k" }],
    }), { message: [
      'secretName is "app-a1B2c3": want letters, digits and /_+=.@-, and no hyphen with six characters at its end, such as app/prod/signing',
      "recoveryDays is 6: want whole days from 7 to 30, or 0",
      "value.length is 21: want 22 to 65536 characters",
      "app-a1B2c3 has both copies in us-east-2: want two regions",
    ].join("\n") });
  });
});
