import assert from "node:assert/strict";
import { Failure, leaseSeconds, newActivation, OutOfTime, perform, planned, run } from "../../protocol";
import { at, directWire, dnsOf, newWorld, serves, type Wire } from "../../protocol/simulated";
import { activate, approver, lose, request, restore, simulation } from "../support/failover-world";

/** Ways into trouble that random schedules found, each as short as it could be made. */
describe("an activation, where random schedules broke it", () => {
  const accepts = { acceptSplitBrain: "nobody is there" };

  it("opens the doors that a run which died has closed, where the place is active by the record", async () => {
    const world = newWorld(["use2", "usw2"]), taking = simulation({ world });
    const answer = approver(world), died = new Promise<void>((resolve) => {
      void run(newActivation(request(), "run-1"), {
        ...taking.host, wait: (seconds) => { answer(); return taking.host.wait(seconds); },
        starting: (step) => { if (step !== "promote") return Promise.resolve(); resolve(); return new Promise(() => undefined); },
      });
    });
    await died;
    assert.deepEqual([at(world, "use2").path, serves(world, "use2")], [false, false]);
    lose(world, "usw2");
    world.now += leaseSeconds * 1000;
    const end = await activate(simulation({ world, place: "use2" }), request({ target: "use2", other: "usw2" }), () => undefined);
    assert.deepEqual([end.status, serves(world, "use2"), end.activation.epoch], ["succeeded", true, 3]);
  });

  it("leaves doors shut while whoever shut them may still promote", async () => {
    const world = newWorld(["use2", "usw2"]);
    world.now = 1_000_000;
    at(world, "use2").path = false;
    for (const place of world.keys) at(world, place).table.locks["usw2"] = { purpose: "activate", owner: "run-1", epoch: 2, leaseUntil: world.now + 100_000 };
    const sim = simulation({ world, place: "use2" });
    const activation = { ...newActivation(request({ target: "use2", other: "usw2" }), "run-2"), epoch: 3 };
    at(world, "use2").table.locks["use2"] = { purpose: "activate", owner: "run-2", epoch: 3, leaseUntil: world.now + 100_000 };
    assert.deepEqual([(await perform({ step: "await-writer" }, activation, sim.ports)).outcome, at(world, "use2").path], ["wait", false]);
    world.now += 100_000;
    assert.deepEqual([(await perform({ step: "await-writer" }, activation, sim.ports)).outcome, at(world, "use2").path], ["writer", true]);
  });

  it("does not promote by a confirmation that is older than the lock it was given under", async () => {
    const sim = simulation(), base = { ...newActivation(request(), "run-1"), epoch: 2, fence: "acked", fencedAt: 0 } as const;
    at(sim.world, "usw2").table.locks["usw2"] = { purpose: "activate", owner: "run-1", epoch: 2, leaseUntil: 1 };
    for (const [age, outcome] of [[101, "outworn"], [100, "called"]] as const) {
      sim.world.now = 1_000_000;
      assert.equal((await perform({ step: "promote" }, { ...base, fencedAt: sim.world.now - age * 1000 }, sim.ports)).outcome, outcome);
    }
  });

  it("claims users only where the other place may still say that it writes", async () => {
    const planned = simulation();
    await activate(planned, request({ mode: "switchover" }));
    assert.deepEqual([dnsOf(planned.world), at(planned.world, "usw2").lever], ["usw2", 0]);
    const torn = simulation();
    Object.assign(at(torn.world, "use2"), { serving: false, linked: false });
    await activate(torn, request(), approver(torn.world, accepts));
    assert.deepEqual([dnsOf(torn.world), at(torn.world, "usw2").lever], ["usw2", 2]);
  });

  it("claims users after a minute from a follower that says it writes", async () => {
    const sim = simulation(), seconds: number[] = [];
    const ports = { ...sim.ports, probe: { ...sim.ports.probe, dns: () => Promise.resolve(at(sim.world, "usw2").lever > 0 ? "usw2" : "use2") } };
    const end = await run(newActivation(request({ mode: "switchover" }), "run-1"), { ...sim.host, ports, wait: (wait) => { if (sim.walked.at(-1) === "smoke: passed") seconds.push(wait); return sim.host.wait(wait); } });
    assert.deepEqual([end.status, end.activation.claimed, seconds.reduce((sum, each) => sum + each, 0)], ["succeeded", true, 60]);
  });

  it("remembers a claim of an earlier look, which somebody has to let go of", async () => {
    for (const follows of [[false, true], [true, false, true], [true, true]]) {
      const sim = simulation();
      let looks = 0;
      const starting = (step: string): Promise<void> => {
        if (step === "route") at(sim.world, "use2").linked = follows[looks++] === true;
        return Promise.resolve();
      };
      const ports = { ...sim.ports, probe: { ...sim.ports.probe, dns: () => Promise.resolve(looks === follows.length ? "usw2" : "use2") } };
      const end = await run(newActivation(request({ mode: "switchover" }), "run-1"), { ...sim.host, ports, starting });
      const claims = follows.includes(false);
      assert.deepEqual([end.status, looks, at(sim.world, "usw2").lever, end.activation.claimed], ["succeeded", follows.length, claims ? 2 : 0, claims]);
    }
  });

  it("lets go of its claim once the lost place follows, and withdraws what that one has left behind", async () => {
    const sim = simulation();
    lose(sim.world);
    const end = await activate(sim, request(), approver(sim.world, accepts));
    at(sim.world, "use2").lever = 1;
    assert.equal(at(sim.world, "usw2").lever, 2);
    restore(sim.world);
    const later = await run(end.activation, sim.host, "post-recovery");
    assert.deepEqual([later.status, at(sim.world, "use2").lever, at(sim.world, "usw2").lever, dnsOf(sim.world)], ["succeeded", 0, 0, "usw2"]);
  });

  it("ends well when it was committed and the answer got lost", async () => {
    for (const lost of ["control.commit", "control.releaseLock"]) {
      let left = 1;
      const wire: Wire = async (call, effect) => {
        const answer = await directWire(call, effect);
        if (call.name === lost && left-- > 0) throw new Failure("Unreachable", "the answer is lost");
        return answer;
      };
      const sim = simulation({ wire }), end = await activate(sim, request({ mode: "switchover" }));
      assert.deepEqual([end.status, at(sim.world, "usw2").table.locks["usw2"]?.leaseUntil], ["succeeded", 0], lost);
    }
  });

  it("takes an epoch above what another place wrote into the database, though the control table has not heard of it", async () => {
    const world = newWorld(["use2", "usw2"]);
    at(world, "use2").stalled = true;
    await activate(simulation({ world }), request({ mode: "switchover" }));
    assert.equal(at(world, "use2").table.standings["usw2"], undefined);
    const back = await activate(simulation({ world, place: "use2" }), request({ target: "use2", other: "usw2", mode: "switchover" }));
    assert.deepEqual([back.status, back.activation.epoch], ["succeeded", 3]);
  });

  it("begins again where the place was told to yield, by whoever is gone", async () => {
    const world = newWorld(["use2", "usw2"]);
    at(world, "use2").table.fences["use2"] = 2;
    assert.equal(serves(world, "use2"), false);
    const end = await activate(simulation({ world, place: "use2" }), request({ target: "use2", other: "usw2" }));
    assert.deepEqual([end.status, end.activation.epoch, serves(world, "use2")], ["succeeded", 3, true]);
  });

  it("does not give up before the promotion for a minute and a half in which an API of its own place is silent", async () => {
    for (const silent of ["control.read", "database.observe", "control.answers"]) {
      const world = newWorld(["use2", "usw2"]);
      let until: number | undefined;
      const wire: Wire = (call, effect) => {
        if (call.name !== silent) return directWire(call, effect);
        until ??= world.now + 90_000;
        return world.now < until ? Promise.reject(new Failure("Throttled", "later")) : directWire(call, effect);
      };
      const sim = simulation({ world, wire });
      lose(world);
      assert.equal((await activate(sim, request(), approver(world, accepts))).status, "succeeded", silent);
    }
  });

  it("pages people about a step that is overdue until a page went out, and not again", async () => {
    for (const fails of [0, 3]) {
      let left = fails;
      const wire: Wire = (call, effect) => (call.name === "notify.page" && left-- > 0 ? Promise.reject(new Failure("Unreachable", "no answer")) : directWire(call, effect));
      const sim = simulation({ wire });
      const ports = { ...sim.ports, probe: { ...sim.ports.probe, journey: () => (sim.world.now < 600_000 ? Promise.reject(new Failure("Refused", "no journey")) : Promise.resolve()) } };
      const end = await run(newActivation(request({ mode: "switchover" }), "run-1"), { ...sim.host, ports });
      assert.deepEqual([end.status, end.activation.paged, sim.world.paged.length], ["succeeded", ["smoke"], 1], String(fails));
    }
  });

  it("pages people about a question until a page went out, and not again", async () => {
    for (const [fails, tries, pages] of [["", 0, 1], ["notify.page", 2, 1], ["notify.page", 6, 1], ["control.heard", 1, 2]] as const) {
      let left = tries;
      const wire: Wire = (call, effect) => (call.name === fails && left-- > 0 ? Promise.reject(new Failure("Unreachable", "no answer")) : directWire(call, effect));
      const sim = simulation({ wire });
      lose(sim.world);
      const enough = approver(sim.world, accepts);
      const end = await activate(sim, request({ policy: { decision: "operator", approvers: 1 } }), () => { if (sim.world.paged.length >= pages) enough(); });
      assert.deepEqual([end.status, sim.world.paged.filter(({ subject }) => subject.startsWith("Approve")).length], ["succeeded", pages], `${fails} ${String(tries)}`);
    }
  });

  it("tells people whose answer was not enough, once", async () => {
    const sim = simulation();
    lose(sim.world);
    const end = await activate(sim, request({ policy: { decision: "operator", approvers: 2 } }), approver(sim.world, accepts));
    assert.deepEqual([end.status, sim.world.told.filter(({ subject }) => subject.endsWith("asks on")).map(({ lines }) => lines)], ["failed", [["people accept what a failover loses", "1 of 2 approvals"]]]);
  });

  it("makes no call after the time of a step, and takes another way", async () => {
    const calls: string[] = [];
    let slow = true;
    const wire: Wire = (call, effect) => {
      if (slow && call.name === "control.read") { slow = false; sim.world.now += (planned("acquire").timeoutSeconds + 1) * 1000; }
      calls.push(call.name);
      return directWire(call, effect);
    };
    const sim = simulation({ wire });
    await assert.rejects(perform({ step: "acquire" }, newActivation(request(), "run-1"), sim.ports), OutOfTime);
    assert.deepEqual(calls, ["control.read"]);
  });
});
