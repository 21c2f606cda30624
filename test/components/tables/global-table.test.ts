import assert from "node:assert/strict";
import { GlobalTable, type GlobalTableArgs } from "../../../components/tables";
import { type Place, type Role } from "../../../components/core/place";
import { changes, record, value, type Nodes } from "../../support/record";

const use2: Place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const usw2: Place = { ...use2, key: "usw2", region: "us-west-2" };
const args: GlobalTableArgs = {
  key: "sessions", tableName: "understudy-prod-sessions", tableClass: "STANDARD", deletionProtection: true,
  sites: [{ place: use2, keyArn: "arn:key:use2" }, { place: usw2, keyArn: "arn:key:usw2" }],
  spec: { hashKey: { name: "id", type: "S" }, indexes: {}, ttlAttribute: "until" },
};
const build = (change: Partial<GlobalTableArgs> = {}) => record((opts) => new GlobalTable("use2-table-sessions", { ...args, ...change }, opts),
  (type, name) => (type === "aws:dynamodb/table:Table"
    ? { streamArn: `arn:stream:${name}`, replicas: [{ regionName: "us-west-2", streamArn: `arn:stream:there:${name}` }] } : {}));

describe("GlobalTable", () => {
  it("stands in both places, under each one's key, restorable and protected in both", async () => {
    const { graph } = await build();
    assert.deepEqual(graph.all.map(({ type, name, inputs }) => [type, name, inputs]), [
      ["aws:dynamodb/table:Table", "use2-table-sessions", {
        name: "understudy-prod-sessions", billingMode: "PAY_PER_REQUEST", tableClass: "STANDARD",
        attributes: [{ name: "id", type: "S" }], hashKey: "id", ttl: { enabled: true, attributeName: "until" },
        streamEnabled: true, streamViewType: "NEW_AND_OLD_IMAGES",
        serverSideEncryption: { enabled: true, kmsKeyArn: "arn:key:use2" }, pointInTimeRecovery: { enabled: true }, deletionProtectionEnabled: true,
        replicas: [{
          regionName: "us-west-2", kmsKeyArn: "arn:key:usw2", pointInTimeRecovery: true, deletionProtectionEnabled: true, propagateTags: true,
          consistencyMode: "EVENTUAL",
        }],
      }],
      ["understudy:tables:GlobalTable", "use2-table-sessions", {}],
    ]);
  });

  it("leaves nothing to chance: whatever somebody changes by hand shows in the next plan", async () => {
    const { graph } = await build();
    assert.equal(graph.one("aws:dynamodb/table:Table", "use2-table-sessions").options.ignoreChanges, undefined);
  });

  it("tells each place of its own replica and key, and the streams of both", async () => {
    const { result } = await build();
    assert.deepEqual([result.endIn(use2), result.endIn(usw2)], [
      { place: use2, key: "sessions", tableName: "understudy-prod-sessions", keyArn: "arn:key:use2" },
      { place: usw2, key: "sessions", tableName: "understudy-prod-sessions", keyArn: "arn:key:usw2" },
    ]);
    assert.throws(() => result.endIn({ ...use2, key: "euw1" }), { message: "use2-table-sessions has no replica in euw1: want use2 or usw2" });
    assert.deepEqual(await Promise.all([result.arn, ...result.streamArns].map(value)),
      ["arn:aws:test:::use2-table-sessions", "arn:stream:use2-table-sessions", "arn:stream:there:use2-table-sessions"]);
  });

  it("is the same whoever is primary", async () => {
    const as = async (first: Role, second: Role): Promise<Nodes> => (await build({ sites: [
      { place: { ...use2, role: first } as Place, keyArn: "arn:key:use2" }, { place: { ...usw2, role: second } as Place, keyArn: "arn:key:usw2" },
    ] })).graph;
    assert.deepEqual(changes(await as("primary", "standby"), await as("standby", "primary")), []);
  });

  it("refuses a table that DynamoDB would refuse, or that stands in one region twice", async () => {
    await assert.rejects(build({ tableName: "x", sites: [args.sites[0], { place: use2, keyArn: "arn:key" }] }), { message: [
      "x names no table or index: want 3 to 255 letters, digits, dots, dashes and underscores",
      "x has both replicas in us-east-2: want two regions",
    ].join("\n") });
  });
});
