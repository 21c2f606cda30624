import assert from "node:assert/strict";
import { quote, statements } from "../../../functions/database-setup/statements";
import { parseWanted, type Wanted } from "../../../functions/database-setup/wanted";

const wanted: Wanted = { schema: "app", users: { application: "app", failover: "failover" } };

describe("what is wanted of a database", () => {
  it("is read from an event, whatever else the caller adds", () => {
    assert.deepEqual(parseWanted({ ...wanted, tf: { action: "create" } }), wanted);
  });

  it("is refused with every name that is none, before it comes near a statement", () => {
    const want = "want lower-case letters, digits and underscores, and no name of PostgreSQL or RDS";
    assert.throws(() => parseWanted({ schema: 'app"; DROP TABLE x; --', users: { application: "rds_superuser" } }), { message: [
      `schema is "app\\"; DROP TABLE x; --": ${want}`,
      `users.application is "rds_superuser": ${want}`,
      `users.failover is missing: ${want}`,
    ].join("\n") });
    for (const name of ["pg_monitor", "public", "none", "App", "1st", "a".repeat(64), ""]) {
      assert.throws(() => parseWanted({ ...wanted, schema: name }), { message: `schema is "${name}": ${want}` });
    }
    assert.throws(() => parseWanted({ ...wanted, users: { application: "app", failover: "app" } }), {
      message: "users.application and users.failover are the same: want two users, since only one may say who is active",
    });
    assert.throws(() => parseWanted("app"), /^Error: schema is missing/);
  });

  it("becomes two users without passwords, a schema, two tables, and no more rights than each user needs", () => {
    const user = (name: string): string[] => [
      `DO $$ BEGIN CREATE ROLE "${name}"; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
      `ALTER ROLE "${name}" LOGIN PASSWORD NULL`,
      `GRANT rds_iam TO "${name}"`,
      `ALTER ROLE "${name}" SET search_path TO "data"`,
    ];
    assert.deepEqual(statements({ schema: "data", users: { application: "app", failover: "steps" } }), [
      ...user("app"),
      ...user("steps"),
      'CREATE SCHEMA IF NOT EXISTS "data"',
      'GRANT CREATE, USAGE ON SCHEMA "data" TO "app"',
      'GRANT USAGE ON SCHEMA "data" TO "steps"',
      'CREATE TABLE IF NOT EXISTS "data"."dr_heartbeat" (' +
        "region text PRIMARY KEY, epoch bigint NOT NULL, seq bigint NOT NULL, at timestamptz NOT NULL) WITH (fillfactor = 50)",
      'GRANT INSERT, SELECT, UPDATE ON "data"."dr_heartbeat" TO "app"',
      'GRANT SELECT ON "data"."dr_heartbeat" TO "steps"',
      'CREATE TABLE IF NOT EXISTS "data"."region_epoch" (region text PRIMARY KEY, epoch bigint NOT NULL CHECK (epoch > 0), at timestamptz NOT NULL)',
      'GRANT SELECT ON "data"."region_epoch" TO "app"',
      'GRANT INSERT, SELECT, UPDATE ON "data"."region_epoch" TO "steps"',
    ]);
  });

  it("quotes any name", () => {
    assert.equal(quote('a"b'), '"a""b"');
  });
});
