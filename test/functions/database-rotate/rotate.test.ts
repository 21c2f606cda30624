import assert from "node:assert/strict";
import type { SecretStore } from "../../../functions/database-rotate/ports";
import type { Request } from "../../../functions/database-rotate/request";
import { rotate } from "../../../functions/database-rotate/rotate";
import { verifierOf } from "../../../functions/database-rotate/verifier";
import { FakeDatabase } from "../shared/fake-database";

const salt = Buffer.from("0123456789abcdef");
const text = (password: string, username = "master"): string => JSON.stringify({ engine: "postgres", username, password, dbname: "app" });

type Kept = Record<string, { text?: string; labels: string[] }>;

/** Versions of one secret in memory. */
class FakeStore implements SecretStore {
  readonly promoted: string[] = [];

  constructor(readonly versions: Kept, private readonly rotationOff = false) {}

  describe() {
    return Promise.resolve({ rotationOff: this.rotationOff, stages: Object.fromEntries(Object.entries(this.versions).map(([id, { labels }]) => [id, labels])) });
  }

  read(_: string, { stage, id }: { stage: string; id?: string }) {
    const found = Object.entries(this.versions).find(([version, { labels }]) => labels.includes(stage) && (id === undefined || id === version));
    return Promise.resolve(found?.[1].text);
  }

  invent() {
    return Promise.resolve("new");
  }

  keep(_: string, { id, text: kept }: { id: string; text: string }) {
    this.versions[id] = { text: kept, labels: ["AWSPENDING"] };
    return Promise.resolve();
  }

  promote(_: string, { from, to }: { from: string; to: string }) {
    this.promoted.push(`${from} -> ${to}`);
    return Promise.resolve();
  }
}

const started = (): Kept => ({ v1: { text: text("old"), labels: ["AWSCURRENT"] }, v2: { labels: ["AWSPENDING"] } });
const created = (): Kept => ({ ...started(), v2: { text: text("new"), labels: ["AWSPENDING"] } });
const change = `ALTER ROLE "master" PASSWORD '${verifierOf("new", salt)}'`;

function take(step: Request["step"], world: { store: FakeStore; database: FakeDatabase }): Promise<void> {
  return rotate({ secretId: "secret", token: "v2", step }, { secrets: world.store, database: world.database, salt: () => salt });
}

describe("rotating the master password", () => {
  it("keeps a new password beside all else that the secret holds, once", async () => {
    const [store, database] = [new FakeStore(started()), new FakeDatabase({ passwords: ["old"] })];
    await take("createSecret", { store, database });
    assert.deepEqual(store.versions["v2"], { text: text("new"), labels: ["AWSPENDING"] });
    store.invent = () => Promise.resolve("another");
    await take("createSecret", { store, database });
    assert.deepEqual(store.versions["v2"], { text: text("new"), labels: ["AWSPENDING"] });
    assert.deepEqual([database.changes, database.open], [[], 0]);
  });

  it("changes the password in the database by a verifier, signed in with the current password", async () => {
    const database = new FakeDatabase({ passwords: ["old"] });
    await take("setSecret", { store: new FakeStore(created()), database });
    assert.deepEqual([database.logins, database.changes, database.open], [["master:new", "master:old"], [change], 0]);
  });

  it("changes nothing when the database has the new password already", async () => {
    const database = new FakeDatabase({ passwords: ["new"] });
    await take("setSecret", { store: new FakeStore(created()), database });
    assert.deepEqual([database.logins, database.changes, database.open], [["master:new"], [], 0]);
  });

  it("signs in with the previous password when a rotation was broken off, and gives up with advice after that", async () => {
    const versions = { ...created(), v0: { text: text("older"), labels: ["AWSPREVIOUS"] } };
    const database = new FakeDatabase({ passwords: ["older"] });
    await take("setSecret", { store: new FakeStore(versions), database });
    assert.deepEqual([database.logins, database.changes], [["master:new", "master:old", "master:older"], [change]]);
    const message = "the database takes neither the pending, the current nor the previous password: set it to the current one by hand, and rotate again";
    await assert.rejects(take("setSecret", { store: new FakeStore(versions), database: new FakeDatabase({ passwords: [] }) }), { message });
    await assert.rejects(take("setSecret", { store: new FakeStore(created()), database: new FakeDatabase({ passwords: [] }) }), { message });
  });

  it("gives no password to another user", async () => {
    const database = new FakeDatabase({ passwords: ["new", "old"] });
    const versions = { ...created(), v2: { text: text("new", "somebody"), labels: ["AWSPENDING"] } };
    await assert.rejects(take("setSecret", { store: new FakeStore(versions), database }), {
      message: "the pending version is of another user than the current one: want the same, so that nobody gets the password of somebody else",
    });
    assert.deepEqual(database.logins, []);
  });

  it("tests the new password by using it", async () => {
    const database = new FakeDatabase({ passwords: ["new"] });
    await take("testSecret", { store: new FakeStore(created()), database });
    assert.deepEqual([database.statements.at(-1)?.text, database.open], ["SELECT 1", 0]);
    await assert.rejects(take("testSecret", { store: new FakeStore(created()), database: new FakeDatabase({ passwords: ["old"] }) }),
      { message: "the database refuses the pending password: want setSecret to have changed it" });
  });

  it("makes the new version current, and is silent when it is so already", async () => {
    const database = new FakeDatabase({ passwords: [] });
    const store = new FakeStore(created());
    await take("finishSecret", { store, database });
    assert.deepEqual(store.promoted, ["v1 -> v2"]);
    const finished = new FakeStore({ v2: { text: text("new"), labels: ["AWSCURRENT", "AWSPENDING"] } });
    for (const step of ["createSecret", "setSecret", "testSecret", "finishSecret"] as const) await take(step, { store: finished, database });
    assert.deepEqual([finished.promoted, database.logins], [[], []]);
  });

  it("refuses every step but the last in a place that follows, before anything has changed", async () => {
    const message = (sign: string): string => `the database of this place follows another one (${sign}): want rotation where it writes; nothing was changed`;
    for (const [step, versions] of [["createSecret", started], ["setSecret", created], ["testSecret", created]] as const) {
      const store = new FakeStore(versions());
      const standby = new FakeDatabase({ passwords: ["old", "new"], standby: true });
      await assert.rejects(take(step, { store, database: standby }), { message: message("the database is in recovery") });
      await assert.rejects(take(step, { store, database: new FakeDatabase({ passwords: [], writer: false }) }),
        { message: message("the name of the writer leads nowhere") });
      assert.deepEqual([store.versions, standby.changes, standby.open], [versions(), [], 0], step);
    }
  });

  it("says what is missing from a secret that it cannot work with", async () => {
    const database = new FakeDatabase({ passwords: ["old"] });
    await assert.rejects(take("setSecret", { store: new FakeStore(started()), database }),
      { message: "secret has no pending version v2: want createSecret to have made it" });
    await assert.rejects(take("createSecret", { store: new FakeStore({ v2: { labels: ["AWSPENDING"] } }), database }),
      { message: "secret has no current version: want one, to sign in with" });
    await assert.rejects(take("finishSecret", { store: new FakeStore({ v2: { labels: ["AWSPENDING"] } }), database }),
      { message: "secret has no current version: want one, to take the label from" });
    await assert.rejects(take("createSecret", { store: new FakeStore(started(), true), database }), { message: "rotation of secret is off: want it on" });
  });
});
