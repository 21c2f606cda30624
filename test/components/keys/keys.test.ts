import assert from "node:assert/strict";
import { Keys, type KeysArgs, type Purpose } from "../../../components/keys";
import { keyPolicy } from "../../../components/keys/key-policy";
import { keyPurposes } from "../../../components/keys/purposes";
import { changes, record, value } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const args: KeysArgs<Purpose> = { place, purposes: ["compute", "logs", "secrets"], aliasPrefix: "understudy-prod", deletionWindowDays: 30 };
const build = (change: Partial<KeysArgs<Purpose>> = {}) => record((opts) => new Keys("use2-keys", { ...args, ...change }, opts));

describe("Keys", () => {
  it("makes one rotating key with an alias for each purpose, under the policy of that purpose", async () => {
    const { graph } = await build();
    const key = (purpose: Purpose, encrypts: string): object => ({
      description: `Encrypts ${encrypts}`, enableKeyRotation: true, deletionWindowInDays: 30,
      policy: JSON.stringify(keyPolicy(place, keyPurposes[purpose].uses(place))),
    });
    assert.deepEqual(graph.inputs("aws:kms/key:Key"), {
      "use2-keys-compute": key("compute", "the disks of tasks and the shells into them"),
      "use2-keys-logs": key("logs", "log groups"),
      "use2-keys-secrets": key("secrets", "secrets and secret parameters"),
    });
    assert.deepEqual(graph.inputs("aws:kms/alias:Alias"), {
      "use2-keys-compute": { name: "alias/understudy-prod-compute", targetKeyId: "use2-keys-compute-keyId" },
      "use2-keys-logs": { name: "alias/understudy-prod-logs", targetKeyId: "use2-keys-logs-keyId" },
      "use2-keys-secrets": { name: "alias/understudy-prod-secrets", targetKeyId: "use2-keys-secrets-keyId" },
    });
  });

  it("has only the keys that it was asked for, and touches none when another is added", async () => {
    const [two, three] = [await build({ purposes: ["logs", "secrets"] }), await build({ purposes: ["secrets", "compute", "logs"] })];
    assert.deepEqual(changes(two.graph, three.graph), [
      "create aws:kms/alias:Alias use2-keys-compute",
      "create aws:kms/key:Key use2-keys-compute",
    ]);
  });

  it("tells the ARN of each key by its purpose", async () => {
    const { result } = await build({ purposes: ["logs", "secrets"] });
    assert.equal(await value(result.arnOf("logs")), "arn:aws:test:::use2-keys-logs");
    assert.deepEqual(Object.keys(result.keyArns), ["logs", "secrets"]);
    assert.throws(() => result.arnOf("compute"), { message: "use2-keys has no key for compute: add it to purposes" });
  });

  it("protects its keys when it is protected itself", async () => {
    const { graph } = await record(() => new Keys("use2-keys", args, { protect: true }));
    assert.deepEqual(graph.all.filter(({ state }) => state.protect !== true).map(({ name, type }) => [type, name]), []);
  });

  it("refuses every flaw in its arguments at once", async () => {
    await assert.rejects(build({ aliasPrefix: "alias/app", deletionWindowDays: 6, purposes: ["logs", "logs"] }), { message: [
      "alias/app is no name: want lower-case words and digits with single hyphens between, such as use2-service",
      "deletionWindowDays is 6: want whole days from 7 to 30",
      "purpose logs is there twice: want every purpose once",
    ].join("\n") });
  });
});
