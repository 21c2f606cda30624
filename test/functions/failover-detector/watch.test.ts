import assert from "node:assert/strict";
import { lastActivation } from "../../../functions/failover-detector/past";
import { watch, witnessVotes, type Past, type Watch, type WatchPorts } from "../../../functions/failover-detector/watch";
import type { Point, Readiness, Verdict, Vote } from "../../../protocol";

const settings: Watch = { here: "usw2", there: "use2", periodSeconds: 30, points: 5, starts: true };
const minute = 1_700_000_040_000;
const sighted = (there: { answered: boolean; active: boolean }, answered = true) => ({ at: minute, places: { usw2: { answered, active: false }, use2: there } });
const well = sighted({ answered: true, active: true });
const dark = sighted({ answered: false, active: false });

/** Days of a detector: what it did, with a control table in memory. */
function world(given: { readonly journey: Vote; readonly age: number | undefined; readonly past?: Partial<Past>; readonly sees?: (at: number) => Past["witness"]; readonly callback?: () => string | undefined }) {
  const did: string[] = [];
  let [now, points, verdict, turnedAt]: [number, readonly Point[], Verdict | undefined, number] = [minute - 20_000, [], undefined, 0];
  let readiness: Readiness | undefined;
  const ports: WatchPorts = {
    now: () => now, sleep: (milliseconds) => { now += milliseconds; return Promise.resolve(); },
    journey: () => Promise.resolve(given.journey), heartbeat: () => Promise.resolve(given.age),
    past: () => Promise.resolve({
      points, previous: verdict, readiness, turnedAt, suppressedUntil: undefined, lastActivationAt: undefined, active: false, activating: false,
      witness: given.sees?.(now - 4_000), ...given.past,
    }),
    keep: (next, kept, turned) => {
      if (verdict !== undefined && next.at <= verdict.at) return Promise.resolve(false);
      [verdict, points, turnedAt] = [next, kept, turned];
      return Promise.resolve(true);
    },
    keepReadiness: (found) => { readiness = found; did.push(`knows ${String(found.checks.length)}`); return Promise.resolve(); },
    waiting: () => Promise.resolve(given.callback?.()),
    wake: (callback) => { did.push(`wake ${callback}`); return Promise.resolve(); },
    page: (subject) => { did.push(`page: ${subject}`); return Promise.resolve(); },
    tell: (subject) => { did.push(`tell: ${subject}`); return Promise.resolve(); },
    size: (role) => { did.push(`size ${role}`); return Promise.resolve(); },
    readiness: () => Promise.resolve({ at: now, checks: [{ what: "key", verdict: "fine", found: "" }] }),
    start: () => { did.push("start"); return Promise.resolve(); },
    ring: () => { did.push("ring"); return Promise.resolve(); },
  };
  return { did, ports, state: () => verdict?.state, knows: () => verdict?.readiness, count: () => points.length, run: async (minutes: number, how: Watch = settings) => {
    for (let rank = 0; rank < minutes; rank += 1) {
      now = minute - 20_000 + rank * 60_000;
      await watch(how, ports);
    }
  }, look: async (rank: number) => {
    now = minute - 20_000 + rank * 60_000;
    await watch(settings, ports);
  } };
}

const seeing = (what: typeof well) => (at: number) => ({ ...what, at });

describe("the detector", () => {
  it("looks at every full period, once, however its calls overlap", async () => {
    const quiet = world({ journey: "good", age: 1, sees: seeing(well) });
    await quiet.run(3);
    assert.deepEqual([quiet.did, quiet.state(), quiet.count()], [[], "clear", 6]);
  });

  it("pages and readies its place at the second bad look, and starts at the fifth", async () => {
    const lost = world({ journey: "bad", age: 300, sees: seeing(dark) });
    await lost.run(1);
    assert.deepEqual(lost.did, ["page: use2 may be lost", "size primary", "knows 1"]);
    await lost.run(3);
    assert.deepEqual([lost.did.filter((deed) => deed === "start").length > 0, lost.state()], [true, "declared"]);
  });

  it("starts nothing where something else starts, where an activation runs, or where it watches nobody", async () => {
    const calm = { journey: "bad", age: 300, sees: seeing(dark) } as const;
    const other = world(calm);
    await other.run(4, { ...settings, starts: false });
    const running = world({ ...calm, past: { activating: true } });
    await running.run(4);
    const active = world({ ...calm, past: { active: true } });
    await active.run(4);
    assert.deepEqual([other, running, active].map(({ did }) => did.includes("start")), [false, false, false]);
    assert.deepEqual(active.did, []);
  });

  it("does not look from the place that is active, and looks where nobody can tell", async () => {
    const looks = async (past: () => Promise<Past>): Promise<number> => {
      const { ports } = world({ journey: "good", age: 1, sees: seeing(well) });
      let looked = 0;
      await watch(settings, { ...ports, past, journey: () => { looked += 1; return Promise.resolve("good"); } }).catch(() => undefined);
      return looked;
    };
    const { ports } = world({ journey: "good", age: 1, sees: seeing(well) });
    assert.deepEqual([await looks(async () => ({ ...await ports.past(), active: true })), await looks(() => Promise.reject(new Error("throttled")))], [0, 2]);
  });

  it("weighs the next look when one cannot be weighed, and says so in the end", async () => {
    const lost = world({ journey: "bad", age: 300, sees: seeing(dark) });
    let reads = 0;
    const ports = { ...lost.ports, past: () => (++reads === 2 ? Promise.reject(new Error("throttled")) : lost.ports.past()) };
    await assert.rejects(watch(settings, ports), { name: "AggregateError", message: "1 of 2 looks failed: Error: throttled" });
    assert.deepEqual([reads, lost.count()], [3, 1]);
  });

  it("fails, so that people hear of it, when an activation cannot be started, and does everything else", async () => {
    const lost = world({ journey: "bad", age: 300, sees: seeing(dark), callback: () => "token" });
    const ports = { ...lost.ports, start: () => Promise.reject(new Error("no such state machine")), readiness: () => Promise.reject(new Error("dark")) };
    const looks: string[] = [];
    for (let minutes = 0; minutes < 3; minutes += 1) await watch(settings, ports).then(() => looks.push("well"), (error: unknown) => looks.push(String(error)));
    assert.deepEqual(looks, ["AggregateError: 1 of 2 looks failed: Error: dark", "well", "AggregateError: 2 of 2 looks failed: Error: no such state machine"]);
    assert.deepEqual(lost.did.slice(0, 4), ["wake token", "page: use2 may be lost", "size primary", "wake token"]);
  });

  it("rings for as long as a loss is declared where something else starts, and pages people about it once", async () => {
    const calm = { journey: "bad", age: 300, sees: seeing(dark) } as const;
    const lost = world(calm);
    await lost.run(6, { ...settings, starts: false });
    assert.equal(lost.did.filter((deed) => deed === "ring").length > 2, true);
    assert.deepEqual(lost.did.filter((deed) => deed === "page: use2 is declared lost"), ["page: use2 is declared lost"]);
    const begun = world({ ...calm, past: { activating: true } });
    await begun.run(6, { ...settings, starts: false });
    assert.deepEqual(begun.did.filter((deed) => deed === "ring" || deed.endsWith("declared lost")), [], "somebody activates already");
    const own = world(calm);
    await own.run(6);
    assert.deepEqual(own.did.filter((deed) => deed === "ring" || deed.endsWith("declared lost")), []);
  });

  it("gives every later verdict what the place found about itself", async () => {
    const lost = world({ journey: "bad", age: 300, sees: seeing(dark) });
    await lost.run(2);
    assert.deepEqual(lost.knows()?.checks.map(({ what }) => what), ["key"]);
  });

  it("wakes an activation that waits for people when it changes its mind, for two looks, and at no other time", async () => {
    const given: { journey: Vote; age: number; sees: (at: number) => Past["witness"]; callback: () => string } = { journey: "bad", age: 300, sees: seeing(dark), callback: () => "token" };
    const lost = world(given);
    const woken = (): number => lost.did.splice(0).filter((deed) => deed === "wake token").length;
    await lost.run(4);
    assert.equal(woken() > 0, true, "it turned to suspect, and to declared");
    const same = world(given);
    await same.run(8);
    same.did.splice(0);
    for (const at of [8, 9, 10]) await same.look(at);
    assert.deepEqual(same.did.filter((deed) => deed.startsWith("wake")), [], "nothing has changed for a while");
    Object.assign(given, { journey: "good" });
    await same.look(11);
    assert.deepEqual(same.did.filter((deed) => deed.startsWith("wake")), [], "two of three still say bad: the same mind");
    Object.assign(given, { age: 1, sees: seeing(well) });
    for (const at of [12, 13, 14]) await same.look(at);
    assert.deepEqual(same.did.filter((deed) => deed.startsWith("wake")), ["wake token", "wake token", "wake token"], "nobody says bad any more: news at that look and at the two after it");
  });

  it("wakes nobody where nobody waits", async () => {
    const lost = world({ journey: "bad", age: 300, sees: seeing(dark), callback: () => undefined });
    await lost.run(4);
    assert.deepEqual(lost.did.filter((deed) => deed.startsWith("wake")), []);
  });

  it("takes what nobody saw for unknown, never for bad, and says that it is blind", async () => {
    const blind = world({ journey: "bad", age: undefined });
    await blind.run(4);
    assert.deepEqual([blind.did, blind.state()], [["page: Nobody sees how use2 is"], "clear"]);
  });

  it("puts its place back to a standby's size when all is well for long enough", async () => {
    const given: { journey: Vote; age: number; sees: (at: number) => Past["witness"] } = { journey: "bad", age: 300, sees: seeing(dark) };
    const scare = world(given);
    await scare.run(1);
    Object.assign(given, { journey: "good", age: 1, sees: seeing(well) });
    await scare.run(14);
    assert.deepEqual([scare.did.slice(-2), scare.state()], [["tell: use2 is well again", "size standby"], "clear"]);
  });
});

describe("what the witness says", () => {
  it("is of both places, and nothing when it is late, or sees neither", () => {
    const votes = (sight: Past["witness"]) => witnessVotes(sight, minute, settings);
    assert.deepEqual(votes(well), { here: "good", there: "good" });
    assert.deepEqual(votes(dark), { here: "good", there: "bad" });
    assert.deepEqual(votes(sighted({ answered: true, active: false })), { here: "good", there: "bad" });
    assert.deepEqual(votes(sighted({ answered: true, active: true }, false)), { here: "bad", there: "good" });
    const unknown = { here: "unknown", there: "unknown" };
    assert.deepEqual([votes(undefined), votes(sighted({ answered: false, active: false }, false)), votes({ ...well, at: minute - 30_001 })], [unknown, unknown, unknown]);
  });
});

describe("the end of the last activation", () => {
  it("is a commit, a release, or a lease that ran out; one that runs has none", () => {
    assert.equal(lastActivation([undefined], undefined, 100), undefined);
    assert.equal(lastActivation([{ epoch: 1, at: 10, by: "x" }], { leaseUntil: 0, releasedAt: 40 }, 100), 40);
    assert.equal(lastActivation([], { leaseUntil: 60 }, 100), 60);
    assert.equal(lastActivation([], { leaseUntil: 160 }, 100), undefined);
  });
});
