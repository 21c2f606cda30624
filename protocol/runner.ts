import { isFailure } from "./errors";
import { perform } from "./perform";
import { fatal, type Next, planned, type PlannedStep } from "./plan";
import { type Ports } from "./ports";
import { type Activation, type StepName } from "./state";

/** What runs an activation in one process: the command line, and everything simulated. A state machine does the same in AWS. */
export interface Host {
  readonly ports: Ports;
  wait(seconds: number): Promise<void>;
  /** Called before each try of a step; it starts once this is through. */
  readonly starting?: (step: StepName) => Promise<void>;
  /** Called after each step, and before each wait. */
  readonly told?: (activation: Activation, step: StepName) => void;
}

export interface End {
  readonly status: "succeeded" | "failed";
  /** Name of the error that ended it. */
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly activation: Activation;
}

/** Runs a plan from one of its steps to its end. */
export async function run(activation: Activation, host: Host, first: StepName = "acquire"): Promise<End> {
  let now = activation, step = first;
  for (;;) {
    const done = await attempt(planned(step), now, host);
    now = done.activation;
    host.told?.(now, step);
    const { next } = done;
    if ("end" in next) {
      const error = next.end === "failed" ? done.failed?.Error ?? next.error : undefined;
      return { status: next.end, error, cause: error === undefined ? undefined : done.failed?.Cause ?? now.deviations.at(-1), activation: now };
    }
    if ("again" in next) await host.wait(next.again);
    else step = next.to;
  }
}

interface Attempt {
  readonly activation: Activation;
  readonly next: Next;
  readonly failed?: NonNullable<Activation["error"]>;
}

/** A step with its retries, and where its outcome or its error leads. */
async function attempt(plan: PlannedStep, activation: Activation, host: Host): Promise<Attempt> {
  const tried: number[] = plan.retry.map(() => 0);
  for (;;) {
    try {
      await host.starting?.(plan.step);
      const after = await perform({ step: plan.step }, activation, host.ports);
      if (plan.question !== undefined && after.outcome === "asked") await answered(after, { host, question: plan.question });
      return { activation: after, next: nextOf(plan, after.outcome) };
    } catch (error) {
      const index = plan.retry.findIndex(({ errors, maxAttempts }, at) => isFailure(error, ...errors) && (tried[at] ?? 0) < maxAttempts);
      const retry = plan.retry[index];
      if (retry === undefined) return failed(plan, activation, error);
      const before = tried[index] ?? 0;
      tried[index] = before + 1;
      await host.wait(Math.min(retry.maxDelaySeconds, retry.intervalSeconds * retry.backoffRate ** before));
    }
  }
}

function failed(plan: PlannedStep, activation: Activation, error: unknown): Attempt {
  const said = error instanceof Error ? { Error: error.name, Cause: error.message } : { Error: "Error", Cause: String(error) };
  if (isFailure(error, ...fatal)) return { activation: { ...activation, error: said }, next: { end: "failed", error: error.name }, failed: said };
  return { activation: { ...activation, error: said, outcome: "error" }, next: plan.caught, failed: said };
}

function nextOf(plan: PlannedStep, outcome: string): Next {
  const next = plan.next[outcome];
  if (next === undefined) throw new Error(`${plan.step} ended with ${outcome}, which its plan does not know`);
  return next;
}

/** Waits until there is an answer that was not weighed yet, detection changes its mind, or time is up. */
async function answered(activation: Activation, { host, question }: { readonly host: Host; readonly question: NonNullable<PlannedStep["question"]> }): Promise<void> {
  const { control, clock } = host.ports;
  const count = async () => (await control.answers(activation.id).catch(() => [])).length;
  const mind = async () => control.read().then(({ verdict }) => [verdict?.state, verdict?.held, verdict?.badSince === undefined].join(), () => undefined);
  const before = await mind(), until = (activation.since.approve ?? clock.now()) + question.timeoutSeconds * 1000;
  while (clock.now() < until && (await count()) <= activation.answers && (await mind()) === before) await host.wait(question.pollSeconds);
}
