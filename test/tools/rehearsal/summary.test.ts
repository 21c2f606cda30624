import assert from "node:assert/strict";
import { type Outcome } from "../../../tools/rehearsal/run";
import { spreadOf, summaryOf } from "../../../tools/rehearsal/summary";
import { isKept, type Rehearsed, verdictOf } from "../../../tools/rehearsal/verdict";

const outcome = (changes: Partial<Outcome> = {}): Outcome => ({
  end: "failed-over", rtoSeconds: 100, promisedSeconds: 90, rpoSeconds: 1, twoWriterSeconds: 0, promotionSeconds: 50, peopleSeconds: 10,
  spans: { notice: 20, promote: 80 }, brownout: false, broken: [], ...changes,
});

describe("the sums of a rehearsal", () => {
  it("ranks values so that a share of the runs is within each", () => {
    assert.deepEqual(spreadOf(Array.from({ length: 200 }, (_, index) => 200 - index)), { p50: 100, p90: 180, p99: 198, most: 200 });
    assert.deepEqual(spreadOf([7]), { p50: 7, p90: 7, p99: 7, most: 7 });
  });

  it("counts ends, brownouts and broken invariants, and takes means over failovers alone", () => {
    const summary = summaryOf([
      outcome({ brownout: true }), outcome({ spans: { notice: 40, promote: 60 }, promotionSeconds: 30 }), outcome({ end: "healed", spans: {}, rtoSeconds: 5, promisedSeconds: 5 }),
      outcome({ end: "unserved", spans: {}, rtoSeconds: Infinity, promisedSeconds: Infinity, broken: ["I7", "I1"] }),
    ]);
    assert.deepEqual([summary.ends, summary.brownouts, summary.broken], [{ "failed-over": 2, healed: 1, unserved: 1 }, 1, { I1: 1, I7: 1 }]);
    assert.deepEqual([summary.spans?.notice, summary.spans?.promote, summary.spans?.route], [30, 70, 0]);
    assert.deepEqual([summary.machine, summary.rto.p50, summary.rto.most], [{ p50: 30, p90: 50, p99: 50, most: 50 }, 100, Infinity]);
  });

  it("has no means where nothing failed over", () => {
    const { spans, machine } = summaryOf([outcome({ end: "healed", spans: {} })]);
    assert.deepEqual([spans, machine], [undefined, undefined]);
  });
});

describe("the verdict of a rehearsal", () => {
  const rehearsed = (name: string, changes: Partial<Outcome>, unmeasured?: true): Rehearsed =>
    ({ scenario: { name, story: "", ...(unmeasured && { unmeasured }) }, summary: summaryOf([outcome(changes)]) });

  it("holds the promise against clients that keep names for as long as they may, and against no scenario that is not measured", () => {
    const verdict = verdictOf([
      rehearsed("clean-loss", { promisedSeconds: 600, rtoSeconds: 9999 }), rehearsed("late", { promisedSeconds: 601 }), rehearsed("slow", { promisedSeconds: 9999 }, true),
    ], { promisedMinutes: 10, automatic: false, countsOn: "waiting" });
    assert.deepEqual([verdict.breaks, isKept(verdict)], [[{ scenario: "late", seconds: 601 }], false]);
  });

  it("holds a promise against a lack of tasks, but one that counts on tasks that are launched", () => {
    const short: Rehearsed = { scenario: { name: "capacity-shortage", story: "", short: true }, summary: summaryOf([outcome({ promisedSeconds: 9999 })]) };
    const breaks = (countsOn: "waiting" | "launched"): number => verdictOf([short], { promisedMinutes: 10, automatic: true, countsOn }).breaks.length;
    assert.deepEqual([breaks("waiting"), breaks("launched")], [1, 0]);
    const broken = verdictOf([{ ...short, summary: summaryOf([outcome({ broken: ["I1"] })]) }], { promisedMinutes: 10, automatic: true, countsOn: "launched" });
    assert.equal(isKept(broken), false, "no promise makes a broken invariant good");
  });

  it("is not kept where an invariant is broken", () => {
    const verdict = verdictOf([rehearsed("clean-loss", { broken: ["I1"] })], { promisedMinutes: 10, automatic: false, countsOn: "waiting" });
    assert.deepEqual([verdict.broken, isKept(verdict)], [[{ scenario: "clean-loss", invariant: "I1", runs: 1 }], false]);
  });

  it("tells goals by who decides, and is kept where one is missed", () => {
    const slow = [rehearsed("clean-loss", { rtoSeconds: 601, promisedSeconds: 600, promotionSeconds: 200, peopleSeconds: 100, rpoSeconds: 30.5 })];
    const [machine, people] = [verdictOf(slow, { promisedMinutes: 10, automatic: true, countsOn: "waiting" }), verdictOf(slow, { promisedMinutes: 10, automatic: false, countsOn: "waiting" })];
    assert.deepEqual(machine.goals.map(({ what, came, met }) => [what, came, met]), [["RTO, nine of ten", 601, false], ["RTO, 99 of 100", 601, true], ["RPO, 99 of 100", 30.5, false]]);
    assert.deepEqual(people.goals.map(({ what, came, met }) => [what, came, met]), [["RTO without people and promotion, 99 of 100", 300, true], ["RPO, 99 of 100", 30.5, false]]);
    assert.ok(isKept(machine) && isKept(people));
  });

  it("has no goals without the scenario that they are measured in", () => {
    assert.deepEqual(verdictOf([rehearsed("recovery", {})], { promisedMinutes: 10, automatic: true, countsOn: "waiting" }).goals, []);
  });
});
