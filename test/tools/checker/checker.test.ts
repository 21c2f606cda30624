import assert from "node:assert/strict";
import { explore } from "../../../tools/checker/explore";
import { design, mutants } from "../../../tools/checker/variants";
import { judge, judgeDesign } from "../../../tools/checker/verdicts";
import { firstWorld, pack, unpack, type World } from "../../../tools/checker/world";

describe("the protocol, in every state that it can reach", () => {
  it("keeps every invariant, and can always serve users", function () {
    this.timeout(60_000);
    const { findings, sound } = judgeDesign();
    process.stdout.write(`  model: ${String(findings.states)} states, ${String(findings.transitions)} transitions, ${String(findings.stuck)} stuck\n`);
    assert.deepEqual([findings.broken, findings.stuckAfter, sound], [{}, undefined, true]);
    assert.equal(findings.states > 50_000, true, "far fewer states than there were: something cannot happen any more");
  });

  it("keeps none of nine decisions for nothing: without it, the protocol is rejected", function () {
    this.timeout(60_000);
    const rejections = mutants.map(judge);
    process.stdout.write(`  model: ${String(rejections.filter(({ rejected }) => rejected).length)} of ${String(mutants.length)} mutants rejected\n`);
    assert.deepEqual(rejections.filter(({ rejected }) => !rejected).map(({ mutant, findings }) => [mutant.name, findings.broken]), []);
    assert.equal(mutants.length, 9);
  });

  it("tells the shortest way into a broken state", () => {
    const { broken } = explore({ ...design, guard: false }, ["I4"]);
    assert.deepEqual(broken["I4"], [
      "run A starts", "run A: prescale", "run A: approve", "run A: fence", "run A: promote", "run A's call lands", "the database moves to S", "run A: await-writer",
      "run A: capacity", "run A: route", "run A: commit", "a deployment",
    ]);
  });
});

describe("a world as a number", () => {
  const busy: World = {
    ...firstWorld(), p: "grey", lever: true, moving: true, path: false, fence: true, capacity: true, commits: 1, settings: "S", owner: 0, held: true,
    runs: [{ at: "promote", cleared: true, accepts: false }, { at: "fence", cleared: false, accepts: true }],
  };

  it("is that world again", () => {
    for (const world of [firstWorld(), busy, { ...busy, owner: undefined }, { ...busy, writer: "S" as const, accepted: true }]) {
      assert.equal(pack(unpack(pack(world))), pack(world));
      const { runs: [one, two], owner, ...rest } = unpack(pack(world)), mirrored = one.at !== world.runs[0].at;
      assert.deepEqual({ ...rest, owner: mirrored && owner !== undefined ? 1 - owner : owner, runs: mirrored ? [two, one] : [one, two] }, world);
    }
  });

  it("does not tell which run is which, and everything else", () => {
    const [one, two] = busy.runs;
    assert.equal(pack({ ...busy, runs: [two, one], owner: 1 }), pack(busy));
    assert.notEqual(pack({ ...busy, owner: 1 }), pack(busy));
    assert.notEqual(pack({ ...busy, runs: [{ ...one, cleared: false }, two] }), pack(busy));
    assert.notEqual(pack({ ...busy, p: "down" }), pack(busy));
  });
});
