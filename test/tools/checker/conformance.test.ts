import assert from "node:assert/strict";
import { activationPlan, isFailure, newActivation, perform, stepNames, type Activation, type StepName } from "../../../protocol";
import { at, emptyTable, newWorld, type World as Simulated } from "../../../protocol/simulated";
import { reachable } from "../../../tools/checker/explore";
import { endingsOf } from "../../../tools/checker/steps";
import { design } from "../../../tools/checker/variants";
import { copy, type World } from "../../../tools/checker/world";
import { request, simulation } from "../../support/failover-world";

const now = 10_000_000;
/** Epochs of a fence, of the runs, and of what S committed, as far as a run has an epoch and S committed. */
const epochs = { fence: 5, run: [7, 6], standing: 4 } as const;

/** The simulated places in a state of the model. */
function concrete(world: World): Simulated {
  const sim = newWorld(["use2", "usw2"], undefined, now);
  Object.assign(at(sim, "use2"), { up: world.p !== "down", linked: world.p === "up", accepts: world.accepting, path: world.path });
  Object.assign(at(sim, "usw2"), {
    leverStore: world.leverStore, lever: world.lever ? 5 : 0, accepts: world.writer === "S", size: world.capacity ? "primary" : "standby",
    tasks: Array.from({ length: world.capacity ? 12 : 2 }, () => 0),
  });
  sim.writer = world.writer === "S" ? "usw2" : "use2";
  if (world.moving) sim.operation = { kind: "failover", to: "usw2", endsAt: now + 1e9 };
  for (const place of sim.keys) {
    const { table } = at(sim, place);
    Object.assign(table, emptyTable(), { standings: { use2: { epoch: 1, at: 0, by: "first" }, ...(world.commits > 0 && { usw2: { epoch: epochs.standing, at: 0, by: "earlier" } }) } });
    table.fences["use2"] = (place === "usw2" ? world.fence : world.fenceSeen) ? epochs.fence : 0;
    // A lock that nobody has was released by a run before these.
    table.locks["usw2"] = world.owner === undefined ? { purpose: "activate", owner: "run-before", epoch: epochs.standing, leaseUntil: 0 }
      : { purpose: "activate", owner: `run-${String(world.owner)}`, epoch: epochs.run[world.owner], leaseUntil: now + (world.held ? 60_000 : -1) };
  }
  return sim;
}

/** What the model says of the simulated places. A fence that P can see is seen, and a database that P reaches has taken writing from it. */
function abstract(sim: Simulated, before: World): World {
  const p = at(sim, "use2"), s = at(sim, "usw2"), lock = s.table.locks["usw2"];
  const committed = s.table.standings["usw2"]?.epoch;
  return {
    ...copy(before), accepting: p.accepts, path: p.path, lever: s.lever > 0, capacity: s.size === "primary", writer: sim.writer === "usw2" ? "S" : "P",
    moving: sim.operation !== undefined, fence: (s.table.fences["use2"] ?? 0) > 0, fenceSeen: (p.table.fences["use2"] ?? 0) > 0,
    commits: Math.min(2, before.commits + (committed === undefined || committed === epochs.standing ? 0 : 1)),
    owner: lock === undefined || lock.leaseUntil === 0 ? undefined : lock.owner === "run-1" ? 1 : 0, held: lock !== undefined && lock.leaseUntil > now,
  };
}

function settled(world: World): World {
  const next = copy(world);
  if (next.p === "up") {
    next.fenceSeen = next.fence;
    if (next.writer === "S") next.accepting = false;
  }
  if (next.owner === undefined) next.held = false;
  return next;
}

type Answered = "none" | "yes" | "split" | "no";

/** The run of the model as an activation, of which people have approved or not. */
function activationOf(world: World, index: 0 | 1, answers: number): Activation {
  const { cleared, accepts } = world.runs[index];
  const acceptSplitBrain = cleared || accepts ? "nobody is at the other place" : undefined;
  return {
    ...newActivation(request(), `run-${String(index)}`), id: `act-usw2-${String(epochs.run[index])}`, epoch: epochs.run[index], fence: cleared ? "unreachable" : "none", answers,
    approval: accepts || cleared ? { by: ["ben"], at: 0, acceptDataLossSeconds: 600, acceptSplitBrain } : null,
  };
}

/** How the real step ends in a state of the model, and what the model says of the places then. */
async function taken(world: World, index: 0 | 1, { step, answer }: { readonly step: StepName; readonly answer?: Answered }) {
  const sim = simulation({ world: concrete(world) }), activation = activationOf(world, index, step === "fence" && answer === "yes" ? 1 : 0);
  if (answer !== undefined && answer !== "none") {
    at(sim.world, "usw2").table.answers[activation.id] = [{
      activation: activation.id, by: "ben", at: now, approves: answer !== "no", acceptDataLossSeconds: 600, acceptSplitBrain: answer === "split" ? "dark" : undefined,
    }];
  }
  try {
    const after = await perform({ step }, activation, sim.ports);
    const told = abstract(sim.world, world);
    return { outcome: after.outcome, world: { ...told, accepted: told.accepted || after.outcome === "accepted" } };
  } catch (error) {
    return { outcome: isFailure(error, "Superseded", "LeaseLost") ? error.name : "error", world: abstract(sim.world, world) };
  }
}

/** Answers that make a difference to a step. */
function answersFor(step: StepName): readonly Answered[] {
  return step === "approve" ? ["none", "yes", "split", "no"] : step === "fence" ? ["none", "yes"] : ["none"];
}

/** What the model and the real step have in common to compare: all but where runs are, and what they remember. */
function key(outcome: string, world: World): string {
  const { runs: _, ...rest } = settled(world);
  return JSON.stringify([outcome, Object.entries(rest).sort()]);
}

/** The model's own word for what may come, once a call that is on its way has landed. */
function foretold(world: World, index: 0 | 1): ReadonlySet<string> {
  return new Set(endingsOf(world, index, design).map(({ outcome, world: next }) =>
    key(outcome, outcome === "called" ? { ...next, moving: true } : next)));
}

describe("the steps of the model", () => {
  /** A state in 31 of those in which a run is at a step, as the real steps find them: fences seen, lost writers told. */
  const states = reachable(design).filter((_, index) => index % 31 === 0).map(settled);
  const seen = new Set<string>();

  it("foretell how each real step ends, and what it leaves", async function () {
    this.timeout(60_000);
    const surprises: unknown[] = [];
    for (const world of states) {
      for (const index of [0, 1] as const) {
        const step = world.runs[index].at;
        if (step === "idle" || step === "dead" || step === "through" || step === "sent") continue;
        for (const answer of answersFor(step)) {
          const real = await taken(world, index, { step, answer });
          seen.add(`${step}: ${real.outcome}`);
          if (real.outcome === "LeaseLost" ? world.owner === index : !foretold(world, index).has(key(real.outcome, real.world))) {
            surprises.push(JSON.stringify({ step, answer, outcome: real.outcome, from: world, to: real.world }));
          }
        }
      }
    }
    assert.deepEqual(surprises.slice(0, 1), []);
    assert.equal(states.length > 2000, true);
  });

  it("were all seen to end in each way that does not take a fault or time", () => {
    assert.deepEqual([...seen].filter((each) => !each.endsWith("LeaseLost")).sort(), [
      "abort: aborted", "abort: forward", "approve: approved", "approve: ask", "approve: declined", "await-writer: lost", "await-writer: wait", "await-writer: writer",
      "capacity: enough", "capacity: wait", "commit: committed", "fence: accepted", "fence: fenced", "fence: refused", "fence: unaccepted", "prescale: sized", "promote: called",
      "promote: moving", "promote: unfenced", "promote: writer", "route: routed", "route: wait",
    ]);
  });

  it("leave out only what changes nothing that others see", async () => {
    for (const world of states.filter((_, index) => index % 20 === 0 && _.owner === 0)) {
      for (const step of ["preflight", "ask", "smoke"] as const) {
        const { world: after } = await taken(world, 0, { step });
        assert.equal(key("", after), key("", { ...copy(world), held: true }), step);
      }
    }
  });

  it("are the plan's: each but the silent ones, and those that begin and repair", () => {
    const modelled = new Set(reachable(design).flatMap(({ runs }) => runs.map(({ at: station }) => station)));
    const left = stepNames.filter((step) => !modelled.has(step as never));
    assert.deepEqual([left, activationPlan.map(({ step }) => step).filter((step) => left.includes(step))], [
      ["acquire", "preflight", "ask", "smoke", "post-recovery"], ["acquire", "preflight", "ask", "smoke"],
    ]);
  });
});
