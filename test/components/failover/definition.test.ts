import assert from "node:assert/strict";
import fc from "fast-check";
import { definitionOf } from "../../../components/failover/definition";
import { activationPlan, type Activation, capacitySeconds, Failure, heldAfterSeconds, latePollSeconds, newActivation, overdueSeconds, perform, planned, pollSeconds, recoveryPlan, type StepName } from "../../../protocol";
import { at, directWire, type Wire, type World } from "../../../protocol/simulated";
import { activate, approver, lose, request, simulation } from "../../support/failover-world";
import { interpreter, isSound } from "../../support/interpreter";

const functionOf = (step: StepName): string => `arn:aws:lambda:us-west-2:123456789012:function:${step}`;
const definition = definitionOf("Activates a place", activationPlan, { partition: "aws", functionOf });

type Sim = ReturnType<typeof simulation>;
interface Event { readonly activation?: Activation; readonly Payload?: { readonly activation: Activation } }

/** The function of each step over simulated ports. A wait is over when the step is called again. */
function functions({ ports, world }: Sim, answer: () => void) {
  let last: Activation | undefined;
  return Object.fromEntries(activationPlan.map(({ step }) => [step, async ({ activation = undefined, Payload }: Event) => {
    const given = activation ?? Payload?.activation;
    assert.ok(given !== undefined, `${step} got no activation`);
    const next = planned(step).next[last?.outcome ?? ""];
    if ((last?.outcome === "wait" || last?.outcome === "late") && next !== undefined && "again" in next) world.now += next.again * 1000;
    answer();
    last = await perform({ step }, given.error === undefined ? given : { ...given, outcome: "error" }, ports);
    if (step === "ask") answer();
    return last;
  }]));
}

async function interpreted(sim: Sim, asked: ReturnType<typeof request>, answer: () => void): Promise<unknown> {
  const status = await interpreter(definition, functions(sim, answer)).run(newActivation(asked, "run-1"));
  return { status, left: left(sim.world) };
}

async function inProcess(sim: Sim, asked: ReturnType<typeof request>, answer: () => void): Promise<unknown> {
  const { status } = await activate(sim, asked, answer);
  return { status, left: left(sim.world) };
}

/** What an activation leaves behind, whoever ran it. */
function left(world: World): unknown {
  const [own, other] = [at(world, "usw2"), at(world, "use2")];
  return {
    writer: world.writer, operation: world.operation?.to, epoch: own.table.standings["usw2"]?.epoch, lever: own.lever, size: own.size, shedding: own.shedding,
    lockHeld: (own.table.locks["usw2"]?.leaseUntil ?? 0) > 0, path: other.path,
  };
}

/** Fails the n-th call, and the ones after it, so many times. */
function failing(from: number, times: number, name: "Throttled" | "Unreachable"): Wire {
  let calls = 0;
  return (call, effect) => {
    calls += 1;
    return calls >= from && calls < from + times ? Promise.reject(new Failure(name, `${call.name} fails`)) : directWire(call, effect);
  };
}

/** Calls that every host makes as often; reading answers while people think is each host's own. */
const alike = [
  "control.renewLock", "control.takeLock", "control.releaseLock", "control.raiseFence", "control.lowerFence", "control.commit", "control.ask", "control.heard", "database.observe", "database.failover",
  "database.switchover", "database.claim", "database.epoch", "database.lag", "doors.areOpen", "scale.observe", "scale.size", "remote.stopWrites", "remote.seeFence", "remote.allowWrites", "lever.put",
  "lever.withdraw", "probe.journey", "probe.dns", "readiness.checks", "notify.page", "notify.tell", "evidence.append",
] as const;

/** Fails calls by their names, each the n-th of its name. */
function scripted(faults: readonly { readonly of: string; readonly nth: number; readonly name: "Refused" | "Throttled" | "Unreachable"; readonly arrives: boolean }[]): Wire {
  const calls: Record<string, number> = {};
  return async (call, effect) => {
    const nth = calls[call.name] ?? 0, fault = faults.find((each) => each.of === call.name && each.nth === nth);
    calls[call.name] = nth + 1;
    if (fault === undefined) return directWire(call, effect);
    if (fault.arrives) await directWire(call, effect).catch(() => undefined);
    throw new Failure(fault.name, `${call.name} fails`);
  };
}

describe("the state machine of an activation", () => {
  it("is sound by the language's own rules, and so is that of the recovery", () => {
    assert.deepEqual(isSound(definition), []);
    assert.deepEqual(isSound(definitionOf("Waits for a lost place", recoveryPlan, { partition: "aws", functionOf })), []);
  });

  it("calls functions and nothing else, one for each step of the plan, and waits for people by a token", () => {
    const tasks = Object.entries(definition.States).filter(([, { Type }]) => Type === "Task");
    assert.deepEqual(tasks.map(([name]) => name), activationPlan.map(({ step }) => step));
    const token = "arn:aws:states:::lambda:invoke.waitForTaskToken";
    assert.deepEqual(tasks.filter(([name, { Resource }]) => Resource !== (name === "ask" ? token : functionOf(name as StepName))), []);
  });

  it("retries as the plan says, and waits no longer between two tries than that allows", () => {
    for (const { step, retry } of activationPlan) {
      const { Retry } = definition.States[step] as { Retry: readonly { ErrorEquals: readonly string[]; IntervalSeconds: number; MaxDelaySeconds?: number }[] };
      assert.deepEqual(Retry.slice(1), retry.map(({ errors, intervalSeconds, maxAttempts, backoffRate, maxDelaySeconds }) =>
        ({ ErrorEquals: [...errors], IntervalSeconds: intervalSeconds, MaxAttempts: maxAttempts, BackoffRate: backoffRate, MaxDelaySeconds: maxDelaySeconds })), step);
    }
  });

  it("keeps within the events of an execution, however long a step waits before people get it", () => {
    const looks = (step: "await-writer" | "route" | "smoke"): number => overdueSeconds[step] / pollSeconds + (heldAfterSeconds[step] - overdueSeconds[step]) / latePollSeconds;
    const perLook = 10, most = 25_000;
    assert.equal((looks("await-writer") + looks("smoke") + looks("route") + capacitySeconds / pollSeconds) * perLook < most * 0.6, true);
    const late = Object.entries(definition.States).filter(([name, { Type, Seconds }]) => Type === "Wait" && Seconds === latePollSeconds && name.includes("again"));
    assert.equal(late.length, 3);
  });

  const cases = {
    "a switchover": { asked: request({ mode: "switchover" }), lost: false, accept: undefined },
    "a lost place and two accepted writers": { asked: request(), lost: true, accept: "use2 is dark" },
    "a lost place and nobody who accepts two writers": { asked: request(), lost: true, accept: undefined },
    "a dry run": { asked: request({ dryRun: true }), lost: false, accept: undefined },
  } as const;
  it("ends as the plan's own runner does, whatever fails", async function () {
    this.timeout(60_000);
    const fault = fc.record({ of: fc.constantFrom(...alike), nth: fc.nat(12), name: fc.constantFrom("Refused" as const, "Throttled" as const, "Unreachable" as const), arrives: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.constantFrom(...Object.values(cases)), fc.array(fault, { minLength: 1, maxLength: 8 }), async ({ asked, lost, accept }, faults) => {
      const [one, other] = [simulation({ wire: scripted(faults) }), simulation({ wire: scripted(faults) })];
      const [mine, theirs] = [one, other].map((sim) => {
        if (lost) lose(sim.world);
        return approver(sim.world, accept === undefined ? {} : { acceptSplitBrain: accept });
      });
      assert.deepEqual(await interpreted(one, asked, mine ?? assert.fail()), await inProcess(other, asked, theirs ?? assert.fail()));
    }), { seed: 1, numRuns: 120 });
  });

  for (const [what, { asked, lost, accept }] of Object.entries(cases)) {
    it(`ends as the plan's own runner does: ${what}, with every call failing once, and for a while`, async () => {
      const wires: (() => Wire)[] = [() => directWire];
      for (let from = 1; from <= 60; from += 6) wires.push(() => failing(from, 1, "Unreachable"), () => failing(from, 2, "Throttled"));
      for (const wire of wires) {
        const [one, other] = [simulation({ wire: wire() }), simulation({ wire: wire() })];
        const answers = [one, other].map((sim) => {
          if (lost) lose(sim.world);
          return approver(sim.world, accept === undefined ? {} : { acceptSplitBrain: accept });
        });
        const [mine, theirs] = [await interpreted(one, asked, answers[0] ?? assert.fail()), await inProcess(other, asked, answers[1] ?? assert.fail())];
        assert.deepEqual(mine, theirs);
      }
    });
  }
});
