import { tellingOf } from "./errors";
import { chained, type Deed } from "./evidence";
import { planned } from "./plan";
import { type Ports } from "./ports";
import { type Activation, type StepName } from "./state";
import { steps } from "./steps";
import { ask } from "./steps/ask";
import { type Result } from "./steps/step";
import { timely } from "./timely";

/** What a host asks for: a step, and for a question what its answer wakes. */
export interface Call {
  readonly step: StepName;
  readonly callback?: string;
}

/**
 * One step as every host runs it: extends the lease, runs the step, and writes down what it saw. An evidence store that fails stops
 * nothing; the gap shows in the chain, and is told at the end.
 *
 * @throws {Failure} LeaseLost before anything is touched, and whatever the step throws
 * @throws {OutOfTime} when the step goes on for longer than its plan gives it
 */
export async function perform(call: Call, activation: Activation, everything: Ports): Promise<Activation> {
  const { step } = call;
  const startedAt = everything.clock.now();
  const ports = timely(everything, startedAt + planned(step).timeoutSeconds * 1000);
  const { error } = activation;
  const entered = enter(step, activation, startedAt);
  await renew(step, entered, ports);
  if (step === "ask") {
    const { outcome } = await ask(entered, ports, call.callback);
    return { ...entered, outcome };
  }
  const result = await steps[step](entered, ports);
  const waitsOn = (result.outcome === "wait" || result.outcome === "late") && activation.outcome === result.outcome && error === undefined;
  if (waitsOn && result.changes === undefined) return entered;
  const after: Activation = { ...entered, ...result.changes, outcome: result.outcome };
  if (waitsOn) return after;
  return recorded({ step, after, result, error, startedAt }, ports);
}

/** The activation as the step sees it. One that waits on is the same object as before: most looks change nothing. */
function enter(step: StepName, activation: Activation, now: number): Activation {
  if (activation.error === undefined && activation.since[step] !== undefined) return activation;
  const { error: _, ...before } = activation;
  return { ...before, since: { [step]: now, ...activation.since } };
}

async function renew(step: StepName, { request, owner, epoch }: Activation, { control, clock }: Ports): Promise<void> {
  const { leaseSeconds } = planned(step);
  if (leaseSeconds === 0 || request.dryRun) return;
  await control.renewLock({ target: request.target, owner, epoch, leaseUntil: clock.now() + leaseSeconds * 1000 });
}

interface Done {
  readonly step: StepName;
  readonly after: Activation;
  readonly result: Result;
  readonly error: Activation["error"];
  readonly startedAt: number;
}

async function recorded({ step, after, result, error, startedAt }: Done, { evidence, clock }: Ports): Promise<Activation> {
  const failed = error === undefined ? {} : { afterError: `${error.Error ?? "an error"}: ${error.Cause ?? ""}` };
  const deed: Deed = {
    activation: after.id, step, outcome: result.outcome, epoch: after.epoch, startedAt, endedAt: clock.now(), facts: { ...result.facts, ...failed },
  };
  const record = chained(after.chain, deed);
  const chain = { seq: record.seq, hash: record.hash };
  try {
    if (!after.request.dryRun) await evidence.append(record);
    return { ...after, chain };
  } catch (lost) {
    const line = `record ${String(record.seq)} was not stored: ${tellingOf(lost)}`;
    return { ...after, chain, deviations: [...after.deviations, line] };
  }
}
