import assert from "node:assert/strict";
import { activationPlan, pollSeconds, recoveryPlan, stepNames } from "../../protocol";

const plans = [...activationPlan, ...recoveryPlan];

describe("the plan of an activation", () => {
  it("has every step once", () => {
    assert.deepEqual(plans.map(({ step }) => step).sort(), [...stepNames].sort());
  });

  it("leads nowhere but to its own steps", () => {
    const named = activationPlan.flatMap(({ next, caught }) => [...Object.values(next), caught]).flatMap((next) => ("to" in next ? [next.to] : []));
    assert.deepEqual(named.filter((step) => !activationPlan.some((candidate) => candidate.step === step)), []);
  });

  it("holds the lock for longer than any try of a step and the wait after it", () => {
    const short = activationPlan.filter(({ leaseSeconds, timeoutSeconds, retry, question }) => leaseSeconds > 0
      && leaseSeconds <= timeoutSeconds + Math.max(pollSeconds, question?.timeoutSeconds ?? 0, ...retry.map(({ maxDelaySeconds }) => maxDelaySeconds)));
    assert.deepEqual(short.map(({ step }) => step), []);
  });

  it("never retries what ends an activation", () => {
    const retried = new Set(plans.flatMap(({ retry }) => retry.flatMap(({ errors }) => errors)));
    assert.deepEqual([...retried].sort(), ["Throttled", "Unreachable"]);
  });

  it("says of each step what it does, how to tell that it worked, and what stopping costs", () => {
    assert.deepEqual(plans.filter(({ does, worked, stopping }) => ![does, worked, stopping].every((text) => /^[A-Z`].*\.$/.test(text))).map(({ step }) => step), []);
  });
});
