import assert from "node:assert/strict";
import { eraseAll, type ErasePorts, type Trace } from "../../../functions/account-eraser/erase";
import type { Deletion } from "../../../functions/shared/deletion";

const asked = Date.parse("2026-11-21T12:00:00Z");
const deletion: Deletion = { userId: "u1", username: "ada", requestedAt: "2026-11-21T12:00:00.000Z", state: "requested" };

/** One table that two places share. */
class Table {
  readonly marks = new Set<string>();
  readonly closed: string[] = [];
  open: Deletion[] = [deletion];

  place(place: string, ends: boolean, options: { readonly hours: number; readonly traces?: readonly Trace[] }): ErasePorts {
    return {
      deletions: {
        open: () => Promise.resolve(this.open.filter(({ userId }) => !this.closed.includes(userId))),
        erasedIn: (userId, mark) => Promise.resolve(void this.marks.add(`${userId} ${mark.place}`)),
        placesWithout: (userId) => Promise.resolve([...this.marks].filter((mark) => mark.startsWith(`${userId} `)).map((mark) => mark.split(" ")[1] ?? "")),
        close: (userId) => Promise.resolve(void this.closed.push(userId)),
      },
      traces: options.traces ?? [], ends, place, places: ["use2", "usw2"], now: () => new Date(asked + options.hours * 3_600_000),
    };
  }
}

const run = async (ports: ErasePorts): Promise<string[]> => {
  const heard: string[] = [];
  await eraseAll(ports, (userId, progress) => heard.push(`${userId}: ${progress}`)).catch((error: unknown) => heard.push(String(error)));
  return heard;
};

describe("erasing an account", () => {
  it("ends once both places have nothing left, and no token of the user is good any more", async () => {
    const table = new Table();
    assert.deepEqual(await run(table.place("use2", true, { hours: 1 })), ["u1: erased, and waits for tokens to expire"]);
    assert.deepEqual(await run(table.place("use2", true, { hours: 25 })), ["u1: erased here"]);
    assert.deepEqual(await run(table.place("usw2", false, { hours: 25 })), ["u1: erased here"]);
    assert.deepEqual(table.closed, []);
    assert.deepEqual(await run(table.place("use2", true, { hours: 26 })), ["u1: done"]);
    assert.deepEqual(await run(table.place("use2", true, { hours: 27 })), []);
  });

  it("is never ended by a place whose pool is a replica, however long the other is lost", async () => {
    const table = new Table();
    await run(table.place("use2", true, { hours: 30 }));
    assert.deepEqual([await run(table.place("usw2", false, { hours: 300 })), table.closed], [["u1: erased here"], []]);
  });

  it("goes by its order, every time anew", async () => {
    const erased: string[] = [];
    const traces = ["user", "devices"].map((name): Trace => ({ name, erase: ({ username }) => Promise.resolve(void erased.push(`${name} of ${username}`)) }));
    const table = new Table();
    await run(table.place("use2", true, { hours: 1, traces }));
    await run(table.place("use2", true, { hours: 2, traces }));
    assert.deepEqual(erased, ["user of ada", "devices of ada", "user of ada", "devices of ada"]);
  });

  it("keeps nobody waiting for one who cannot be erased, and says so at the end", async () => {
    const table = Object.assign(new Table(), { open: [{ ...deletion, userId: "u0" }, deletion] });
    const traces: Trace[] = [{ name: "devices", erase: ({ userId }) => (userId === "u0" ? Promise.reject(new Error("no way")) : Promise.resolve()) }];
    assert.deepEqual(await run(table.place("use2", true, { hours: 1, traces })), [
      "u0: failed", "u1: erased, and waits for tokens to expire", "Error: 1 accounts could not be erased: see the log; they are tried again",
    ]);
  });
});
