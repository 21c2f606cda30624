import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { PGlite } from "@electric-sql/pglite";
import { answer } from "../../../functions/failover-database/answer";
import { changePassword, verifierOf } from "../../../functions/database-rotate/verifier";
import { setUp } from "../../../functions/database-setup/setup";
import { statements } from "../../../functions/database-setup/statements";
import type { Wanted } from "../../../functions/database-setup/wanted";
import type { Session } from "../../../functions/shared/ports";
import { heartbeatStatement, lookStatement } from "../../../protocol/health";

const wanted: Wanted = { schema: "data", users: { application: "app", failover: "steps" } };

describe("the database that is set up, in PostgreSQL itself", function () {
  this.timeout(60_000);
  let engine: PGlite;

  const rows = async (text: string): Promise<Record<string, unknown>[]> => (await engine.query<Record<string, unknown>>(text)).rows;
  const session: Session = {
    query: async (text, values = []) => (await engine.query<Record<string, unknown>>(text, [...values])).rows,
    end: () => Promise.resolve(),
  };

  /** Does something as a user, as if signed in, and tells what PostgreSQL says to it. */
  async function as(user: string, ...statements: string[]): Promise<string> {
    await engine.query(`SET ROLE ${user}`);
    try {
      for (const text of statements) await engine.query(text);
      return "done";
    } catch (error) {
      return (error as Error).message;
    } finally {
      await engine.query("RESET ROLE");
    }
  }

  before(async () => {
    // It lives for a second or two: to optimize its code would take longer than to run it.
    setFlagsFromString("--liftoff-only");
    engine = await PGlite.create();
    // As Aurora hands it over: the role of IAM is there, and the master user owns the database but is no superuser.
    for (const text of [
      "CREATE ROLE rds_iam", "CREATE ROLE master CREATEDB CREATEROLE LOGIN", "GRANT rds_iam TO master WITH ADMIN OPTION",
      "ALTER DATABASE postgres OWNER TO master", "SET SESSION AUTHORIZATION master",
    ]) await engine.query(text);
    const ports = {
      masterSecret: () => Promise.resolve('{"username":"master","password":"hush"}'),
      database: { connect: () => Promise.resolve(session) },
      pause: () => Promise.resolve(),
    };
    for (let run = 0; run < 2; run++) assert.deepEqual(await setUp(wanted, ports), { state: "ready", wanted });
    await engine.query("SET SESSION AUTHORIZATION postgres");
  });
  after(() => engine.close());

  it("has two users whom IAM lets in, and no password for either", async () => {
    assert.deepEqual(await rows(
      "SELECT r.rolname, r.rolcanlogin, r.rolsuper, r.rolcreatedb, r.rolcreaterole, a.rolpassword, r.rolconfig, " +
      "pg_has_role(r.oid, 'rds_iam', 'member') AS iam FROM pg_roles r JOIN pg_authid a USING (oid) WHERE r.rolname IN ('app', 'steps') ORDER BY 1"),
    ["app", "steps"].map((rolname) => ({
      rolname, rolcanlogin: true, rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolpassword: null, rolconfig: ["search_path=data"], iam: true,
    })));
  });

  it("lets the application beat its heart, see who is active, and make tables of its own", async () => {
    const beat = (seq: number): string => `INSERT INTO data.dr_heartbeat VALUES ('us-east-2', 1, ${seq}, now()) ` +
      "ON CONFLICT (region) DO UPDATE SET seq = EXCLUDED.seq, at = EXCLUDED.at";
    assert.equal(await as("app", beat(1), beat(2), "SELECT * FROM data.region_epoch", "CREATE TABLE data.orders (id bigint)"), "done");
    assert.deepEqual(await rows("SELECT region, epoch::int, seq::int FROM data.dr_heartbeat"), [{ region: "us-east-2", epoch: 1, seq: 2 }]);
  });

  it("lets the steps of a failover take a newer epoch and no older one", async () => {
    const take = (epoch: number): string => `INSERT INTO data.region_epoch VALUES ('us-west-2', ${epoch}, now()) ` +
      "ON CONFLICT (region) DO UPDATE SET epoch = EXCLUDED.epoch, at = EXCLUDED.at WHERE region_epoch.epoch < EXCLUDED.epoch";
    assert.equal(await as("steps", take(2), take(3), take(2)), "done");
    assert.deepEqual(await rows("SELECT region, epoch::int FROM data.region_epoch"), [{ region: "us-west-2", epoch: 3 }]);
    assert.match(await as("steps", take(0).replace("us-west-2", "us-east-2")), /violates check constraint/);
  });

  it("keeps the application from saying who is active, and both from what is not theirs", async () => {
    assert.deepEqual([
      await as("app", "INSERT INTO data.region_epoch VALUES ('us-east-2', 9, now())"),
      await as("app", "UPDATE data.region_epoch SET epoch = 9"),
      await as("app", "DELETE FROM data.dr_heartbeat"),
      await as("app", "DROP TABLE data.region_epoch"),
      await as("app", "ALTER TABLE data.dr_heartbeat ADD COLUMN x text"),
      await as("app", "CREATE SCHEMA other"),
      await as("steps", "UPDATE data.dr_heartbeat SET seq = 9"),
      await as("steps", "CREATE TABLE data.mine (id bigint)"),
      await as("steps", "SELECT * FROM data.orders"),
    ], [
      "permission denied for table region_epoch", "permission denied for table region_epoch", "permission denied for table dr_heartbeat",
      "must be owner of table region_epoch", "must be owner of table dr_heartbeat", "permission denied for database postgres",
      "permission denied for table dr_heartbeat", "permission denied for schema data", "permission denied for table orders",
    ]);
  });

  it("keeps the verifier of a rotated password as it is, and would have made the same of the password", async () => {
    const salt = Buffer.from("0123456789abcdef");
    await engine.query('CREATE ROLE "ma""ster" LOGIN');
    await engine.query(changePassword('ma"ster', verifierOf("hush", salt)));
    assert.deepEqual(await rows(`SELECT rolpassword FROM pg_authid WHERE rolname = 'ma"ster'`), [{ rolpassword: verifierOf("hush", salt) }]);
    await engine.query("SET password_encryption = 'scram-sha-256'");
    await engine.query(`ALTER ROLE "ma""ster" PASSWORD 'hush'`);
    const [{ rolpassword: kept } = {}] = await rows(`SELECT rolpassword FROM pg_authid WHERE rolname = 'ma"ster'`);
    const itsSalt = Buffer.from(/^SCRAM-SHA-256\$\d+:([^$]+)\$/.exec(String(kept))?.[1] ?? "", "base64");
    assert.equal(verifierOf("hush", itsSalt), kept);
  });

  // Here since the engine takes seconds to start.
  it("answers what an application asks: who writes, under which epoch, and a heartbeat that counts", async () => {
    for (const statement of statements({ schema: "asked", users: { application: "asker", failover: "stepper" } })) await engine.exec(statement);
    await engine.exec("SET search_path TO asked");
    const look = async (): Promise<unknown> => (await engine.query(lookStatement, ["use2"])).rows[0];
    assert.deepEqual(await look(), { writer: true, epoch: 0, other_epoch: 0 });
    await engine.exec("INSERT INTO region_epoch VALUES ('use2', 2, now()), ('usw2', 3, now())");
    assert.deepEqual(await look(), { writer: true, epoch: 2, other_epoch: 3 });
    const beat = async (): Promise<unknown> => (await engine.query(heartbeatStatement, ["use2", 2])).rows[0];
    assert.deepEqual([await beat(), await beat()], [{ seq: 1 }, { seq: 2 }]);
    const database = { connect: () => Promise.resolve(session) };
    const newest = await answer({ do: "heartbeat", place: "use2" }, { reader: database, writer: database, login: () => Promise.resolve({ username: "stepper", password: "" }) });
    assert.ok("seq" in newest);
    assert.deepEqual([newest.epoch, newest.seq, newest.seconds >= 0 && newest.seconds < 60, Math.abs(newest.at - Date.now()) < 60_000], [2, 2, true, true], "the other place reads what was written");
  });
});
