import assert from "node:assert/strict";
import { costOf, type Ledger, run } from "../../protocol";
import { newActivation } from "../../protocol";
import { request, simulation } from "../support/failover-world";

const none: Ledger = { acked: undefined, kept: undefined, outside: undefined };
const beat = (seq: number, at: number, epoch = 2) => ({ epoch, seq, at });

describe("what an activation cost", () => {
  const rows: readonly (readonly [string, Ledger, readonly (number | null)[]])[] = [
    ["is unknown where nobody wrote anything down", none, [null, null, null]],
    ["is what was acknowledged there and is not here", { ...none, acked: beat(105, 25_000), kept: beat(103, 15_000) }, [2, 10, null]],
    ["is nothing where all of it came", { ...none, acked: beat(105, 25_000), kept: beat(105, 25_000) }, [0, 0, null]],
    ["is nothing where the note was late, and the database was not", { ...none, acked: beat(104, 20_000), kept: beat(105, 25_000) }, [0, 0, null]],
    ["compares no numbers of different epochs", { ...none, acked: beat(105, 25_000, 2), kept: beat(3, 30_000, 4) }, [null, null, null]],
    ["knows no loss by one side alone", { ...none, kept: beat(3, 30_000) }, [null, null, null]],
    ["has the outage that somebody outside saw", { ...none, outside: { lastServedAt: 10_000, servedAgainAt: 400_000 } }, [null, null, 390]],
  ];
  for (const [what, ledger, cost] of rows) {
    it(what, () => {
      const { lostBeats, lostSeconds, outageSeconds } = costOf(ledger);
      assert.deepEqual([lostBeats, lostSeconds, outageSeconds], cost);
    });
  }

  it("stands in the record of the commit, and keeps no commit from being made", async () => {
    const measured: Ledger = { acked: beat(105, 25_000), kept: beat(103, 15_000), outside: { lastServedAt: 10_000, servedAgainAt: 400_000 } };
    const committed = async (read: () => Promise<Ledger>) => {
      const sim = simulation();
      const end = await run(newActivation(request({ mode: "switchover" }), "run-1"), { ...sim.host, ports: { ...sim.ports, ledger: { read } } });
      return [end.status, sim.world.evidence.at(-1)?.facts];
    };
    assert.deepEqual(await committed(() => Promise.resolve(measured)), ["succeeded", {
      active: "usw2", ackedSeq: 105, keptSeq: 103, lastServedAt: 10_000, servedAgainAt: 400_000, lostBeats: 2, lostSeconds: 10, outageSeconds: 390,
    }]);
    assert.deepEqual(await committed(() => Promise.reject(new Error("no table"))), ["succeeded", { active: "usw2" }]);
  });
});
