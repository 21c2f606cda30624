import assert from "node:assert/strict";
import { brokenAt, decide, detectionPolicy, newActivation, perform, run } from "../../protocol";
import { at, claimsRole, dnsOf, newWorld, writersOf } from "../../protocol/simulated";
import { activate, approver, lose, request, restore, simulation } from "../support/failover-world";

const smooth = [
  "acquire: acquired", "preflight: ready", "prescale: sized", "approve: approved", "fence: fenced", "promote: called", "await-writer: writer",
  "capacity: enough", "smoke: passed", "route: routed", "commit: committed",
];

describe("an activation", () => {
  it("fails over a lost place once somebody accepts two writers, and routes last", async () => {
    const sim = simulation();
    lose(sim.world);
    const end = await activate(sim, request(), approver(sim.world, { acceptSplitBrain: "use2 is dark" }));
    assert.deepEqual(sim.walked, [
      "acquire: acquired", "preflight: ready", "prescale: sized", "approve: ask", "ask: asked", "approve: approved", "fence: accepted", "promote: called",
      "await-writer: writer", "capacity: enough", "smoke: passed", "route: routed", "commit: committed",
    ]);
    assert.equal(end.status, "succeeded");
    assert.deepEqual(end.activation.deviations, ["use2 did not confirm that it stopped writing"]);
    assert.deepEqual([dnsOf(sim.world), at(sim.world, "usw2").table.standings["usw2"]?.epoch, at(sim.world, "usw2").table.locks["usw2"]?.leaseUntil], ["usw2", 2, 0]);
    assert.equal(brokenAt(sim.world.evidence), undefined);
  });

  it("gives up, and puts everything back, when nobody accepts two writers", async () => {
    const sim = simulation();
    lose(sim.world);
    const end = await activate(sim, request(), approver(sim.world));
    assert.deepEqual(sim.walked.slice(-2), ["fence: refused", "abort: aborted"]);
    assert.deepEqual([end.status, end.error, at(sim.world, "usw2").size, sim.world.writer], ["failed", "Aborted", "standby", "use2"]);
    restore(sim.world);
    await sim.ports.control.read();
    assert.deepEqual([claimsRole(sim.world, "use2"), sim.world.paged.map(({ subject }) => subject).at(-1)], [true, "A place may still be fenced"], "a place that was only cut off writes on");
  });

  it("asks people, with the other place unfenced meanwhile, when settings do not accept two writers", async () => {
    const sim = simulation(), { table } = at(sim.world, "usw2");
    lose(sim.world);
    sim.world.now = 1_000_000;
    table.verdict = { ...decide({ points: [] }, sim.world.now, detectionPolicy({ periodSeconds: 30, points: 5 })), state: "declared", held: undefined, blind: false,
      badSince: sim.world.now, silentSince: sim.world.now, votes: { journey: "bad", witness: "bad", heartbeat: "bad" }, standby: "good" };
    const asked = request({ policy: { decision: "automatic", maxDataLossSeconds: 60, acceptSplitBrain: false } });
    const fences: (number | undefined)[] = [], approve = approver(sim.world, { acceptSplitBrain: "use2 is dark" });
    const end = await activate(sim, asked, () => { fences.push(table.fences["use2"]); approve(); });
    assert.deepEqual(sim.walked.slice(3, 9), ["approve: approved", "fence: unaccepted", "approve: ask", "ask: asked", "approve: approved", "fence: accepted"]);
    assert.deepEqual([end.status, fences[0], table.fences["use2"]], ["succeeded", 0, 2]);
  });

  it("leaves the other place fenced when the database is on its way already, sent by a run that died", async () => {
    const sim = simulation(), there = at(sim.world, "use2");
    lose(sim.world);
    const end = await activate(sim, request(), approver(sim.world));
    assert.equal(end.status, "failed");
    sim.world.operation = { kind: "failover", to: "usw2", endsAt: sim.world.now + 600_000 };
    at(sim.world, "usw2").table.fences["use2"] = 0;
    const fenced = await perform({ step: "fence" }, { ...end.activation, answers: 0, approval: null }, { ...sim.ports, control: { ...sim.ports.control, renewLock: () => Promise.resolve() } });
    assert.deepEqual([fenced.outcome, at(sim.world, "usw2").table.fences["use2"], there.path], ["refused", end.activation.epoch, true]);
  });

  it("switches over without asking, and without losing anything", async () => {
    const sim = simulation();
    const end = await activate(sim, request({ mode: "switchover" }));
    assert.deepEqual([end.status, sim.walked], ["succeeded", smooth]);
    assert.deepEqual([writersOf(sim.world), sim.world.cutAt], [["usw2"], undefined]);
  });

  it("brings the first place back, whose lever and record take the traffic again", async () => {
    const world = newWorld(["use2", "usw2"]);
    await activate(simulation({ world }), request({ mode: "switchover" }));
    const back = simulation({ world, place: "use2" });
    const end = await activate(back, request({ target: "use2", other: "usw2", mode: "switchover", failback: true }));
    assert.deepEqual([end.status, dnsOf(world), writersOf(world), at(world, "use2").table.standings["use2"]?.epoch], ["succeeded", "use2", ["use2"], 3]);
    assert.deepEqual([claimsRole(world, "usw2"), at(world, "usw2").lever], [false, 0]);
  });

  it("changes nothing in a dry run, and says what it would run into", async () => {
    const sim = simulation({ checks: [{ what: "image of app", verdict: "blocker", found: "not in usw2" }] });
    const before = structuredClone(sim.world);
    const end = await activate(sim, request({ dryRun: true }));
    assert.deepEqual(sim.world, before);
    assert.deepEqual([end.status, end.activation.epoch, end.activation.checks],
      ["succeeded", 2, [{ what: "image of app", verdict: "blocker", found: "not in usw2" }]]);
  });

  it("takes what the detector found about the standby for five minutes, instead of looking again", async () => {
    const blocker = { what: "image of app", verdict: "blocker", found: "not in usw2" } as const;
    for (const [age, status] of [[299, "succeeded"], [301, "failed"]] as const) {
      const sim = simulation({ checks: [blocker] });
      sim.world.now = 1_000_000;
      at(sim.world, "usw2").table.verdict = decide({ points: [], readiness: { at: sim.world.now - age * 1000, checks: [] } }, sim.world.now, detectionPolicy({ periodSeconds: 30, points: 5 }));
      assert.equal((await activate(sim, request({ mode: "switchover" }))).status, status);
    }
  });

  it("looks again at what the detector found in the way, which somebody may have mended", async () => {
    const found = { what: "image of app", verdict: "blocker", found: "not in usw2" } as const;
    for (const [checks, status] of [[[], "succeeded"], [[found], "failed"]] as const) {
      const sim = simulation({ checks });
      sim.world.now = 1_000_000;
      at(sim.world, "usw2").table.verdict = decide({ points: [], readiness: { at: sim.world.now - 1_000, checks: [found] } }, sim.world.now, detectionPolicy({ periodSeconds: 30, points: 5 }));
      assert.equal((await activate(sim, request({ mode: "switchover" }))).status, status);
    }
  });

  it("says who holds the lock to a second one at once", async () => {
    const sim = simulation();
    lose(sim.world);
    let second: Awaited<ReturnType<typeof run>> | undefined;
    const answer = approver(sim.world, { acceptSplitBrain: "use2 is dark" });
    const host = { ...sim.host, wait: async (seconds: number) => {
      second ??= await run(newActivation(request({ by: "cleo" }), "run-2"), sim.host);
      answer();
      await sim.host.wait(seconds);
    } };
    const first = await run(newActivation(request(), "run-1"), host);
    assert.deepEqual([first.status, second?.status, second?.error, second?.cause], ["succeeded", "failed", "LockBusy",
      "usw2 is being activated by run-1 with epoch 2, whose lease ends in 1920 s: wait for it, or resume that activation"]);
  });

  it("goes on where a run that died after promotion stopped, and asks nobody again", async () => {
    const sim = simulation();
    lose(sim.world);
    const answer = approver(sim.world, { acceptSplitBrain: "use2 is dark" });
    await assert.rejects(run(newActivation(request(), "run-1"), { ...sim.host, wait: (seconds) => {
      answer();
      return sim.world.operation === undefined ? sim.host.wait(seconds) : Promise.reject(new Error("the process died"));
    } }), /the process died/);
    sim.walked.length = 0;
    await sim.host.wait(300);
    const end = await run(newActivation(request(), "run-2"), sim.host);
    assert.deepEqual([end.status, end.activation.epoch, sim.walked.filter((line) => line.startsWith("ask")), sim.world.paged.length], ["succeeded", 3, [], 1]);
    assert.deepEqual(sim.walked, smooth.with(5, "promote: writer"));
  });

  it("has nothing to do where the place is active already", async () => {
    const sim = simulation();
    await activate(sim, request({ mode: "switchover" }));
    sim.walked.length = 0;
    const end = await activate(sim, request({ mode: "switchover" }));
    assert.deepEqual([end.status, sim.walked], ["succeeded", ["acquire: already"]]);
  });

  it("makes a standby of the lost place once it is back", async () => {
    const sim = simulation();
    lose(sim.world);
    const end = await activate(sim, request(), approver(sim.world, { acceptSplitBrain: "use2 is dark" }));
    let waits = 0;
    const later = await run(end.activation, { ...sim.host, wait: (seconds) => { waits += 1; if (waits === 3) restore(sim.world); return sim.host.wait(seconds); } }, "post-recovery");
    assert.deepEqual([later.status, waits, at(sim.world, "use2").size, writersOf(sim.world)], ["succeeded", 3, "standby", ["usw2"]]);
  });

  it("lowers no fence once it is committed: the lost place comes back to its role under an epoch above it", async () => {
    const sim = simulation(), { world } = sim;
    lose(world);
    const end = await activate(sim, request(), approver(world, { acceptSplitBrain: "use2 is dark" }));
    restore(world);
    await run(end.activation, sim.host, "post-recovery");
    const fences = (): unknown => ["use2", "usw2"].map((place) => at(world, place).table.fences["use2"]);
    assert.deepEqual([fences(), claimsRole(world, "use2")], [[2, 2], false]);
    const back = simulation({ world, place: "use2" });
    assert.equal((await activate(back, request({ target: "use2", other: "usw2", mode: "switchover", failback: true }))).status, "succeeded");
    assert.deepEqual([fences(), at(world, "use2").table.standings["use2"]?.epoch, claimsRole(world, "use2"), dnsOf(world)], [[2, 2], 3, true, "use2"]);
  });

  it("needs the fence as long as the lost place may come back with a database that writes, as a detached one does", async () => {
    const sim = simulation(), { world } = sim;
    lose(world);
    await activate(sim, request({ mode: "detach" }), approver(world, { acceptSplitBrain: "use2 is dark" }));
    restore(world);
    await sim.ports.control.read();
    assert.deepEqual([writersOf(world), claimsRole(world, "use2"), claimsRole(world, "usw2")], [["use2", "usw2"], false, true]);
    at(world, "use2").table.fences["use2"] = 0;
    assert.equal(claimsRole(world, "use2"), true, "without it two places would say that they are the active one");
  });
});
