import assert from "node:assert/strict";
import { detectionPolicy } from "../../../protocol";
import { outcomesOf } from "../../../tools/rehearsal/crew";
import { done, type Job } from "../../../tools/rehearsal/work";

const conduct: Job["conduct"] = {
  policy: { decision: "automatic", maxDataLossSeconds: 60, acceptSplitBrain: true }, detection: detectionPolicy({ periodSeconds: 10, points: 5 }),
  probe: { intervalSeconds: 10, failures: 2 }, sizes: { primary: 4, standby: 2 }, fitSeconds: 20,
};
const job = (scenario: string, runs: number): Job => ({ scenario, conduct, seed: 1, first: 0, runs });

describe("the threads of a rehearsal", function () {
  this.timeout(60_000);

  it("come to what one comes to, in order, whatever they share", async () => {
    const jobs = [job("false-alarm", 260), job("partition", 3)];
    const seen: number[] = [];
    const one = await outcomesOf(jobs, 1, (runs) => { seen.push(runs); });
    assert.deepEqual([one.map(({ length }) => length), seen], [[260, 3], [250, 10, 3]]);
    assert.deepEqual(one[0], await done(job("false-alarm", 260)));
    assert.deepEqual(await outcomesOf(jobs, 2), one);
  });

  it("tell what a thread fails with", async () => {
    await assert.rejects(outcomesOf([job("flood", 1)], 1), /there is no scenario flood/);
    await assert.rejects(outcomesOf([job("flood", 1)], 2), /there is no scenario flood/);
  });
});
