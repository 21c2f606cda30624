import assert from "node:assert/strict";
import {
  decide, type DetectionPolicy, detectionPolicy, heartbeatVote, historySeconds, lossOf, type Point, secondsToSee, type Verdict, type Vote,
} from "../../protocol";

const policy: DetectionPolicy = { periodSeconds: 30, suspectPoints: 2, declarePoints: 5, clearSeconds: 600, cooldownSeconds: 1800 };

/** Points a period apart, one for each word: three votes by their first letters, as in `bbg`. */
function history(...words: readonly string[]): readonly Point[] {
  const vote = (letter: string | undefined): Vote => (letter === "b" ? "bad" : letter === "g" ? "good" : "unknown");
  return words.map((word, index) => ({ at: index * 30_000, votes: { journey: vote(word[0]), witness: vote(word[1]), heartbeat: vote(word[2]) }, standby: "good" }));
}

/** What is decided at the last of the points, with everything that was decided at those before. */
function decided(points: readonly Point[], more: { readonly suppressedUntil?: number; readonly lastActivationAt?: number } = {}): Verdict {
  let verdict: Verdict | undefined;
  for (const [index, { at }] of points.entries()) {
    verdict = decide({ points: points.slice(0, index + 1), ...more, ...(verdict === undefined ? {} : { previous: verdict }) }, at, policy);
  }
  assert.ok(verdict);
  return verdict;
}

const times = (count: number, word: string) => Array.from({ length: count }, () => word);

describe("the quorum", () => {
  const rows = [
    ["nothing said", [], "clear", [], undefined],
    ["one bad voter", times(9, "bgg"), "clear", [], undefined],
    ["two bad voters, once", ["bbg"], "clear", [], undefined],
    ["two bad voters, twice", times(2, "bbg"), "suspect", ["page-suspect", "prestage"], undefined],
    ["two bad voters, not the same ones", ["bbg", "gbb"], "suspect", ["page-suspect", "prestage"], undefined],
    ["four bad points", times(4, "bbb"), "suspect", [], undefined],
    ["five bad points", times(5, "bbb"), "declared", ["start"], undefined],
    ["five bad points with one voter silent", times(5, "bbu"), "declared", ["start"], undefined],
    ["a good point among the bad", ["bbb", "bbb", "ggg", "bbb", "bbb", "bbb", "bbb"], "suspect", [], undefined],
    ["two silent voters", times(5, "buu"), "clear", [], "blind"],
    ["a declaration that nobody confirms any more", [...times(5, "bbb"), "uuu"], "declared", ["page-blind"], "blind"],
  ] as const;
  for (const [name, words, state, actions, held] of rows) {
    it(`says ${state} of ${name}`, () => {
      const verdict = words.length === 0 ? decide({ points: [] }, 0, policy) : decided(history(...words));
      assert.deepEqual([verdict.state, words.length === 0 ? [] : verdict.actions, words.length === 0 ? undefined : verdict.held], [state, actions, held]);
    });
  }

  it("ends a suspicion after ten minutes of nothing but good", () => {
    const bad = times(2, "bbb");
    assert.equal(decided(history(...bad, ...times(20, "ggg"))).state, "suspect");
    assert.deepEqual(decided(history(...bad, ...times(21, "ggg"))).actions, ["tell-clear"]);
  });

  it("takes a missing point for a break, and starts to count again", () => {
    const points = history(...times(6, "bbb")).filter((_, index) => index !== 2);
    assert.equal(decided(points).state, "suspect");
  });

  it("starts nothing during maintenance or shortly after an activation, and says so once", () => {
    const lost = history(...times(5, "bbb")), on = history(...times(6, "bbb"));
    assert.deepEqual(decided(lost, { suppressedUntil: 120_001 }).actions, ["page-held"]);
    assert.deepEqual(decided(on, { suppressedUntil: 150_001 }).actions, []);
    assert.deepEqual(decided(lost, { suppressedUntil: 120_000 }).actions, ["start"]);
    assert.deepEqual(decided(lost, { lastActivationAt: 120_000 - 1_799_999 }).held, "cooling");
    assert.deepEqual(decided(lost, { lastActivationAt: 120_000 - 1_800_000 }).held, undefined);
  });

  it("carries what the standby found about itself from verdict to verdict", () => {
    const points = history("bbb", "bbb"), readiness = { at: 7, checks: [] };
    const first = decide({ points: points.slice(0, 1), readiness }, 0, policy);
    assert.deepEqual(decide({ points, previous: first }, 30_000, policy).readiness, readiness);
  });
});

describe("how stubborn detection is", () => {
  it("suspects after two fifths of what declares", () => {
    assert.deepEqual([2, 3, 5, 10].map((points) => detectionPolicy({ periodSeconds: 30, points }).suspectPoints), [1, 2, 2, 4]);
  });

  it("is told at its worst, with the voters' own time", () => {
    assert.deepEqual([secondsToSee(policy, 5), secondsToSee({ periodSeconds: 10 }, 2), historySeconds(policy)], [154, 24, 810]);
  });

  it("takes four missing heartbeats for a bad sign, and no answer for none", () => {
    assert.deepEqual([heartbeatVote(20), heartbeatVote(21), heartbeatVote(undefined)], ["good", "bad", "unknown"]);
  });
});

describe("what would be lost", () => {
  const dead = decided(history(...times(5, "bbb"))), grey = decided(history(...times(5, "bgb")));

  it("is what came between the last heartbeat and the silence, four seconds before it was decided on, once outsiders see nothing", () => {
    assert.equal(lossOf({ heartbeatSeconds: 150, replicationSeconds: undefined }, dead, 130_000), 16);
    assert.equal(lossOf({ heartbeatSeconds: 100, replicationSeconds: undefined }, dead, 130_000), 0);
  });

  it("is everything since the last heartbeat while outsiders see the place", () => {
    assert.equal(lossOf({ heartbeatSeconds: 150, replicationSeconds: undefined }, grey, 130_000), 150);
  });

  it("is everything up to the witness's own first bad look, however long others had complained", () => {
    const late = decided(history(...times(4, "bgb"), "bbb"));
    assert.deepEqual([late.badSince, late.silentSince], [0, 120_000]);
    assert.equal(lossOf({ heartbeatSeconds: 150, replicationSeconds: undefined }, late, 130_000), 136);
  });

  it("does not grow while people think, however short the history that is kept", () => {
    const all = history(...times(40, "bbb"));
    let verdict: Verdict | undefined;
    for (const [index, { at }] of all.entries()) verdict = decide({ points: all.slice(Math.max(0, index - 7), index + 1), ...(verdict === undefined ? {} : { previous: verdict }) }, at, policy);
    assert.deepEqual([verdict?.badSince, verdict?.silentSince], [0, 0]);
  });

  it("is what RDS says without a heartbeat, and unknown without that", () => {
    assert.deepEqual([lossOf({ heartbeatSeconds: undefined, replicationSeconds: 3 }, dead, 130_000), lossOf({ heartbeatSeconds: undefined, replicationSeconds: undefined }, dead, 130_000)],
      [3, undefined]);
  });
});
