import assert from "node:assert/strict";
import { setUp, type Outcome } from "../../../functions/database-setup/setup";
import { statements } from "../../../functions/database-setup/statements";
import type { Wanted } from "../../../functions/database-setup/wanted";
import { FakeDatabase } from "../shared/fake-database";

const wanted: Wanted = { schema: "app", users: { application: "app", failover: "failover" } };
const secret = (password: string): string => JSON.stringify({ engine: "postgres", username: "master", password });

/** Runs a set-up. The secret holds each password in turn; the last one stays. */
async function run(database: FakeDatabase, ...passwords: string[]): Promise<{ outcome: Outcome | Error; paused: number[] }> {
  const paused: number[] = [];
  let read = 0;
  const outcome = await setUp(wanted, {
    masterSecret: () => Promise.resolve(secret(passwords[Math.min(read++, passwords.length - 1)] ?? "")),
    database,
    pause: (seconds) => Promise.resolve(void paused.push(seconds)),
  }).catch((error: unknown) => error as Error);
  return { outcome, paused };
}

describe("setting up a database", () => {
  it("brings it to what is wanted, all or nothing, one run after the other", async () => {
    const database = new FakeDatabase({ passwords: ["right"] });
    assert.deepEqual(await run(database, "right"), { outcome: { state: "ready", wanted }, paused: [] });
    assert.deepEqual(database.statements.map(({ text, values }) => [text, ...values]), [
      ["SELECT pg_is_in_recovery() AS standby"],
      ["BEGIN"],
      ["SELECT pg_advisory_xact_lock($1)", 4711001],
      ...statements(wanted).map((text) => [text]),
      ["COMMIT"],
    ]);
    assert.deepEqual([database.logins, database.open], [["master:right"], 0]);
  });

  it("does nothing where the database follows another one, and says so", async () => {
    const database = new FakeDatabase({ passwords: ["right"], standby: true });
    assert.deepEqual((await run(database, "right")).outcome, { state: "standby", because: "the database is in recovery" });
    assert.deepEqual([database.changes, database.open], [[], 0]);
    assert.deepEqual((await run(new FakeDatabase({ passwords: [], writer: false }), "right")).outcome,
      { state: "standby", because: "the name of the writer leads nowhere here" });
  });

  it("undoes everything when PostgreSQL refuses a statement", async () => {
    const database = new FakeDatabase({ passwords: ["right"], refuses: "CREATE TABLE" });
    const { outcome } = await run(database, "right");
    assert.match((outcome as Error).message, /^refused: CREATE TABLE IF NOT EXISTS "app"\."dr_heartbeat" /);
    assert.deepEqual([database.changes.at(-1), database.changes.includes("COMMIT"), database.open], ["ROLLBACK", false, 0]);
  });

  it("reads the password again while it is being rotated, and gives up with advice", async () => {
    const rotated = new FakeDatabase({ passwords: ["new"] });
    assert.deepEqual(await run(rotated, "old", "old", "new"), { outcome: { state: "ready", wanted }, paused: [5, 5] });
    const { outcome, paused } = await run(new FakeDatabase({ passwords: ["new"] }), "old");
    assert.deepEqual([(outcome as Error).message, paused], [
      "the database refused the master user 4 times: want the password in the secret to be the one in the database; rotate the secret", [5, 5, 5],
    ]);
  });
});
