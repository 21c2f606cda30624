import assert from "node:assert/strict";
import { identityUses, MultiRegionKey, type MultiRegionKeyArgs } from "../../../components/keys";
import { allowAccount, keyPolicy } from "../../../components/keys/key-policy";
import { record, value } from "../../support/record";

const place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const args: MultiRegionKeyArgs = { place, encrypts: "the users of the platform", uses: identityUses, alias: "understudy-prod-identity", deletionWindowDays: 30 };
const name = "use2-identity-key";
const build = (change: Partial<MultiRegionKeyArgs> = {}) => record((opts) => new MultiRegionKey(name, { ...args, ...change }, opts));

describe("MultiRegionKey", () => {
  it("lets the account copy the first key to another region, which its own policy alone can", async () => {
    const { graph, result } = await build();
    const { policy, ...rest } = graph.one("aws:kms/key:Key", name).inputs;
    assert.deepEqual(rest, { description: "Encrypts the users of the platform", multiRegion: true, enableKeyRotation: true, deletionWindowInDays: 30 });
    const copies = allowAccount(place, { sid: "CopyByIam", actions: ["kms:ReplicateKey"] });
    assert.deepEqual(JSON.parse(String(policy)), keyPolicy(place, [copies, ...identityUses(place)]));
    assert.equal(await value(result.arn), `arn:aws:test:::${name}`);
  });

  it("makes a copy of a first key, which nobody copies and whose rotation is not its own", async () => {
    const { graph } = await build({ copyOf: "arn:first" });
    const { policy, ...rest } = graph.one("aws:kms/replicaKey:ReplicaKey", name).inputs;
    assert.deepEqual(rest, { description: "Encrypts the users of the platform", primaryKeyArn: "arn:first", deletionWindowInDays: 30 });
    assert.deepEqual(JSON.parse(String(policy)), keyPolicy(place, identityUses(place)));
  });

  it("refuses an alias that is no name", async () => {
    await assert.rejects(build({ alias: "alias/app" }), { message: "alias/app is no name: want lower-case words and digits with single hyphens between, such as use2-service" });
  });
});
