import assert from "node:assert/strict";
import { activationPlan, detectionPolicy } from "../../../protocol";
import { at } from "../../../protocol/simulated";
import { runsOf } from "../../../tools/rehearsal/batch";
import { type Outcome } from "../../../tools/rehearsal/run";
import { type Scenario, scenarioOf, scenarios } from "../../../tools/rehearsal/scenarios";
import { type Conduct } from "../../../tools/rehearsal/simulation";

const attended: Conduct = {
  policy: { decision: "operator", approvers: 1 }, detection: detectionPolicy({ periodSeconds: 30, points: 5 }), probe: { intervalSeconds: 10, failures: 2 },
  sizes: { primary: 12, standby: 2 }, fitSeconds: 20,
};
const alone: Conduct = { ...attended, policy: { decision: "automatic", maxDataLossSeconds: 40, acceptSplitBrain: true } };
const quick: Conduct = { ...alone, detection: detectionPolicy({ periodSeconds: 10, points: 5 }) };

const runs = (name: string, conduct: Conduct, many = 60) => runsOf(scenarioOf(name), conduct, { seed: 1, first: 0, runs: many });
const ends = (outcomes: readonly Outcome[]) => [...new Set(outcomes.map(({ end }) => end))].sort();
const mean = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number) => outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length;

describe("a rehearsed failover", function () {
  this.timeout(60_000);

  it("keeps every invariant in every scenario, whoever decides", async () => {
    for (const { name } of scenarios) {
      for (const conduct of [attended, quick]) assert.deepEqual((await runs(name, conduct, 20)).flatMap(({ broken }) => broken), [], name);
    }
  });

  it("ends with users in the standby after a loss, some minutes later where people decide", async () => {
    const [people, machine] = [await runs("clean-loss", attended), await runs("clean-loss", alone)];
    assert.deepEqual([ends(people), ends(machine)], [["failed-over"], ["failed-over"]]);
    assert.ok(mean(people, ({ rtoSeconds }) => rtoSeconds) - mean(machine, ({ rtoSeconds }) => rtoSeconds) > 240);
    assert.ok(machine.every(({ twoWriterSeconds, peopleSeconds, rpoSeconds }) => twoWriterSeconds === 0 && peopleSeconds === 0 && rpoSeconds < 60));
  });

  it("asks people in a grey failure, and has two writers until users have been moved", async () => {
    const outcomes = await runs("grey-failure", alone);
    assert.deepEqual(ends(outcomes), ["failed-over"]);
    assert.ok(outcomes.every(({ peopleSeconds }) => peopleSeconds > 0));
    assert.ok(mean(outcomes, ({ twoWriterSeconds }) => twoWriterSeconds) > 30);
  });

  it("moves nobody, and costs nobody anything, in a partition that users do not notice", async () => {
    const outcomes = [...await runs("partition", quick), ...await runs("partition", attended)];
    assert.deepEqual([ends(outcomes), Math.max(...outcomes.map(({ rtoSeconds }) => rtoSeconds))], [["healed"], 0]);
  });

  it("loses what a recovered place wrote before Aurora took writing from it", async () => {
    const moved = (await runs("recovery", quick)).filter(({ end }) => end === "failed-over");
    assert.ok(moved.length > 30 && moved.some(({ rpoSeconds, twoWriterSeconds }) => rpoSeconds > 2 && twoWriterSeconds > 0));
  });

  it("asks people once replication is further behind than settings allow, and not before", async () => {
    const outcomes = await runs("lag-burst", alone);
    assert.ok(outcomes.every(({ rpoSeconds, peopleSeconds }) => rpoSeconds < 35 ? peopleSeconds === 0 || rpoSeconds > 5 : peopleSeconds > 0));
    assert.ok(outcomes.some(({ peopleSeconds }) => peopleSeconds > 0));
  });

  it("goes on with load turned away where tasks do not come", async () => {
    const outcomes = await runs("capacity-shortage", alone);
    assert.deepEqual(ends(outcomes), ["failed-over"]);
    assert.ok(outcomes.filter(({ brownout }) => brownout).length > 30);
  });

  it("waits for the lease of an activation that died, and goes on", async () => {
    const [crashed, whole] = [await runs("controller-crash", alone), await runs("clean-loss", alone)];
    assert.deepEqual(ends(crashed), ["failed-over"]);
    const late = mean(crashed, ({ promisedSeconds }) => promisedSeconds) - mean(whole, ({ promisedSeconds }) => promisedSeconds);
    assert.ok(late > 30 && late < 200, String(late));
  });

  it("goes on wherever an activation died: before each of the first calls of each step", async () => {
    const crash = scenarioOf("controller-crash");
    for (const { step } of activationPlan.filter(({ step: name }) => !["ask", "abort"].includes(name))) {
      for (const calls of [0, 1, 2]) {
        const outcomes = await runsOf({ ...crash, bend: () => ({ crash: { step, calls } }) }, alone, { seed: 1, first: 0, runs: 2 });
        assert.deepEqual([step, calls, ends(outcomes), outcomes.flatMap(({ broken }) => broken)], [step, calls, ["failed-over"], []]);
      }
    }
  });

  it("waits for whoever is slow", async () => {
    assert.ok((await runs("slow-operator", attended)).every(({ promisedSeconds }) => promisedSeconds > 900));
  });

  it("moves users by the roles alone where the lever's store is gone", async () => {
    const [without, whole] = [await runs("lever-store-down", alone), await runs("clean-loss", alone)];
    assert.deepEqual(ends(without), ["failed-over"]);
    assert.ok(Math.abs(mean(without, ({ promisedSeconds }) => promisedSeconds) - mean(whole, ({ promisedSeconds }) => promisedSeconds)) < 60);
  });

  it("commits once, whoever starts it at the same time", async () => {
    assert.deepEqual(ends(await runs("two-operators", attended)), ["failed-over"]);
  });

  it("keeps its promise to clients that forget names in time, and to them alone", async () => {
    const outcomes = await runs("over-caching", alone);
    assert.ok(mean(outcomes, ({ rtoSeconds, promisedSeconds }) => rtoSeconds - promisedSeconds) > 300);
  });

  it("fails over for a short silence if it is quick to declare a loss, and only then", async () => {
    assert.deepEqual(ends(await runs("false-alarm", alone)), ["healed"]);
    assert.deepEqual(ends(await runs("false-alarm", quick)), ["failed-over", "healed"]);
  });

  it("asks people where settings do not accept two writers, and users come back all the same", async () => {
    const outcomes = await runs("clean-loss", { ...alone, policy: { decision: "automatic", maxDataLossSeconds: 40, acceptSplitBrain: false } });
    assert.deepEqual(ends(outcomes), ["failed-over"]);
    assert.ok(outcomes.every(({ peopleSeconds }) => peopleSeconds > 0));
  });

  it("adds up to its parts", async () => {
    for (const { spans, rtoSeconds } of await runs("clean-loss", attended)) {
      assert.ok(Math.abs(Object.values(spans).reduce((sum, seconds) => sum + seconds, 0) - rtoSeconds) < 1e-6);
    }
  });

  it("sees two writers whom nobody accepted", async () => {
    const careless: Scenario = { name: "careless", story: "", begin: (sim) => { for (const place of Object.values(sim.world.places)) place.accepts = true; at(sim.world, "lost").linked = false; } };
    const outcomes = await runsOf(careless, attended, { seed: 1, first: 0, runs: 1 });
    assert.deepEqual(outcomes[0]?.broken, ["I2 two writers only where somebody accepted them"]);
  });
});

describe("chance in a rehearsal", () => {
  it("is the same for a run whatever runs are before it or beside it", async () => {
    const all = await runsOf(scenarioOf("recovery"), quick, { seed: 9, first: 0, runs: 30 });
    assert.deepEqual(await runsOf(scenarioOf("recovery"), quick, { seed: 9, first: 17, runs: 3 }), all.slice(17, 20));
  });

  it("is another for another seed", async () => {
    const [one, two] = await Promise.all([9, 10].map((seed) => runsOf(scenarioOf("recovery"), quick, { seed, first: 0, runs: 5 })));
    assert.notDeepEqual(one, two);
  });
});
