import assert from "node:assert/strict";
import { chained, chainStart, type EvidenceRecord, type Fact, type Ledger } from "../../../protocol";
import { measuredLines, measuredOf } from "../../../tools/failover/acts/measured";

function records(facts: Readonly<Record<string, Fact>>): readonly EvidenceRecord[] {
  const deed = { activation: "act-usw2-2", outcome: "x", epoch: 2, endedAt: 0 };
  const first = chained(chainStart, { ...deed, step: "acquire", startedAt: 100_000, endedAt: 101_000, facts: {} });
  return [first, chained({ seq: first.seq, hash: first.hash }, { ...deed, step: "commit", startedAt: 500_000, endedAt: 505_000, facts })];
}

const seen = (lastServedAt: number, servedAgainAt: number): Ledger => ({ acked: undefined, kept: undefined, outside: { lastServedAt, servedAgainAt } });

describe("what a report says of loss and outage", () => {
  it("is what the commit wrote down", () => {
    const measured = measuredOf(records({ ackedSeq: 105, keptSeq: 103, lostBeats: 2, lostSeconds: 10, lastServedAt: 50_000, servedAgainAt: 440_000, outageSeconds: 390 }), undefined);
    assert.deepEqual(measured, { ackedSeq: 105, keptSeq: 103, lostBeats: 2, lostSeconds: 10, outageSeconds: 390 });
    assert.deepEqual(measuredLines(measured, true), ["  from outside: users were not served for 390 s", "  lost: 2 heartbeats, 10 s (105 acknowledged there, 103 kept here)"]);
  });

  it("takes the outage that ended after the commit from what the witness has seen since", () => {
    assert.equal(measuredOf(records({ outageSeconds: null }), seen(50_000, 560_000)).outageSeconds, 510);
  });

  it("takes no other outage for this one: none that was over before it began, and none that began after it", () => {
    assert.equal(measuredOf(records({ servedAgainAt: 60_000, lastServedAt: 20_000, outageSeconds: 40 }), undefined).outageSeconds, null);
    assert.deepEqual([measuredOf(records({}), seen(20_000, 60_000)).outageSeconds, measuredOf(records({}), seen(900_000, 960_000)).outageSeconds], [null, null]);
    assert.equal(measuredOf(records({ servedAgainAt: 60_000, outageSeconds: 40 }), seen(50_000, 560_000)).outageSeconds, 510);
  });

  it("says that nobody measured, and says nothing of what never committed", () => {
    const nothing = measuredOf([], undefined);
    assert.deepEqual([nothing.outageSeconds, nothing.lostBeats], [null, null]);
    assert.equal(measuredLines(nothing, true).every((line) => line.includes("not measured")), true);
    assert.deepEqual(measuredLines(nothing, false), []);
  });
});
