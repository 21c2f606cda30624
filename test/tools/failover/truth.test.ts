import assert from "node:assert/strict";
import { type ControlView, decide, detectionPolicy, type Verdict } from "../../../protocol";
import { type Session } from "../../../tools/failover/session";
import { status } from "../../../tools/failover/acts/status";
import { sinceWhen, truthOf } from "../../../tools/failover/acts/truth";
import { type Platform } from "../../../tools/failover/platform";

const now = 10_000_000;
const born: ControlView = { standings: { use2: { epoch: 1, at: 0, by: "birth" } }, locks: { use2: undefined, usw2: undefined }, fence: 0, ownFence: 0, verdict: undefined };
const silent = (): Promise<never> => Promise.reject(new Error("no answer"));

/** A platform of which nothing answers but control tables, each as given. */
function platform(views: Readonly<Record<string, ControlView | undefined>>, writer?: string): Platform {
  const site = (place: string): unknown => {
    const view = views[place];
    return {
      place, ports: {
        control: { read: () => (view === undefined ? silent() : Promise.resolve(view)) }, scale: { observe: silent }, probe: { dns: silent },
        database: { observe: () => (writer === undefined ? silent() : Promise.resolve({ writer, operation: undefined, members: {} })), lag: silent },
      },
      people: { questions: silent, suppressedUntil: silent }, levers: { read: () => Promise.resolve(undefined) },
    };
  };
  return { places: ["use2", "usw2"], site, now: () => now } as unknown as Platform;
}

function verdictAt(at: number): Verdict {
  return decide({ points: [{ at, votes: { journey: "good", witness: "good", heartbeat: "good" }, standby: "good" }] }, at, detectionPolicy({ periodSeconds: 30, points: 5 }));
}

describe("what the places say together", () => {
  it("is the birth place with epoch 1 before anything was recorded, and since nobody knows when", async () => {
    const { active, epoch, standing, objections } = await truthOf(platform({ use2: born, usw2: born }, "use2"));
    assert.deepEqual([active, epoch, objections], ["use2", 1, []]);
    assert.equal(standing === undefined ? "" : sinceWhen(standing, now), "since the platform was born");
    const { lines } = await status({ platform: platform({ use2: born, usw2: born }, "use2") } as unknown as Session);
    assert.equal(lines[0], "active   use2, epoch 1, since the platform was born");
  });

  it("is what the newest replica has, whichever place that is in", async () => {
    const committed: ControlView = { ...born, standings: { use2: undefined, usw2: { epoch: 2, at: now - 300_000, by: "ana" } } };
    for (const views of [{ use2: born, usw2: committed }, { use2: committed, usw2: born }]) {
      const { lines, data } = await status({ platform: platform(views, "usw2") } as unknown as Session);
      assert.deepEqual([lines[0], data["active"], data["agreed"]], ["active   usw2, epoch 2, by ana, 5 min ago", "usw2", true]);
    }
    const older: ControlView = { ...born, standings: { use2: { epoch: 3, at: now - 600_000, by: "ben" }, usw2: { epoch: 2, at: now - 900_000, by: "ana" } } };
    const newer: ControlView = { ...born, standings: { ...older.standings, use2: { epoch: 5, at: now - 60_000, by: "eve" } } };
    const { lines } = await status({ platform: platform({ use2: older, usw2: newer }, "use2") } as unknown as Session);
    assert.equal(lines[0], "active   use2, epoch 5, by eve, 60 s ago");
  });

  it("goes on without a place that does not answer, and knows nothing where none does", async () => {
    const { active, epoch, silent: who, objections } = await truthOf(platform({ use2: undefined, usw2: born }, "use2"));
    assert.deepEqual([active, epoch, who, objections], ["use2", 1, ["use2"], ["use2 does not answer"]]);
    const nothing = await truthOf(platform({}));
    assert.deepEqual([nothing.active, nothing.epoch, nothing.standing], [undefined, 0, undefined]);
  });

  it("takes locks, fences and verdicts that are not there for none", async () => {
    const bare: ControlView = { standings: born.standings, locks: {}, fence: 0, ownFence: 0, verdict: undefined };
    assert.deepEqual((await truthOf(platform({ use2: bare, usw2: bare }, "use2"))).objections, []);
  });

  it("says that the standby's detector is silent, and not that of the active place, which has nothing to watch", async () => {
    const of = async (place: string, age: number): Promise<readonly string[]> =>
      (await truthOf(platform({ use2: born, usw2: born, [place]: { ...born, verdict: verdictAt(now - age * 1000) } }, "use2"))).objections;
    assert.deepEqual(await of("usw2", 180), []);
    assert.deepEqual(await of("usw2", 600), ["the detector of usw2 has said nothing for 10 min"]);
    assert.deepEqual(await of("use2", 600), []);
  });
});
