import assert from "node:assert/strict";
import { schemaOf, tableProblems, type TableSpec } from "../../../components/tables/schema";

const id = { name: "id", type: "S" } as const;
const at = { name: "at", type: "N" } as const;
const user = { name: "user", type: "S" } as const;

describe("the schema of a table", () => {
  const rows: readonly [string, TableSpec, object][] = [
    ["has a hash key", { hashKey: id, indexes: {} }, { attributes: [id], hashKey: "id" }],
    ["has a range key, and items that end", { hashKey: id, rangeKey: at, indexes: {}, ttlAttribute: "until" },
      { attributes: [at, id], hashKey: "id", rangeKey: "at", ttl: { enabled: true, attributeName: "until" } }],
    ["names an attribute once, however many indexes use it", {
      hashKey: id,
      indexes: {
        "by-user": { hashKey: user, rangeKey: at, projection: "all" }, "by-time": { hashKey: at, projection: "keys" },
        "of-user": { hashKey: user, projection: ["name", "colour"] },
      },
    }, {
      attributes: [at, id, user], hashKey: "id",
      globalSecondaryIndexes: [
        { name: "by-user", keySchemas: [{ attributeName: "user", keyType: "HASH" }, { attributeName: "at", keyType: "RANGE" }], projectionType: "ALL" },
        { name: "by-time", keySchemas: [{ attributeName: "at", keyType: "HASH" }], projectionType: "KEYS_ONLY" },
        { name: "of-user", keySchemas: [{ attributeName: "user", keyType: "HASH" }], projectionType: "INCLUDE", nonKeyAttributes: ["name", "colour"] },
      ],
    }],
  ];
  for (const [title, spec, want] of rows) {
    it(title, () => assert.deepEqual([schemaOf(spec), tableProblems("app-prod-things", spec)], [want, []]));
  }

  it("refuses names, types and numbers that DynamoDB would refuse, all at once", () => {
    const indexes = Object.fromEntries(Array.from({ length: 21 }, (_, rank) => [`index-${rank}`, { hashKey: user, projection: "all" } as const]));
    assert.deepEqual(tableProblems("x!", {
      hashKey: { name: "", type: "S" }, rangeKey: { name: "at", type: "S" }, ttlAttribute: "at",
      indexes: { ...indexes, ab: { hashKey: at, projection: "all" } },
    }), [
      "x! names no table or index: want 3 to 255 letters, digits, dots, dashes and underscores",
      "ab names no table or index: want 3 to 255 letters, digits, dots, dashes and underscores",
      'key attribute "" has 0 characters: want 1 to 255',
      "key attribute at has two types: want the same wherever it is a key",
      "indexes are 22: want 20 at most",
      "ttlAttribute at is a key that is no number: want a number, in seconds",
    ]);
  });
});
