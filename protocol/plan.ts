import { type FailureName } from "./errors";
import { type StepName } from "./state";
import { reversible } from "./plan/reversible";
import { forward } from "./plan/forward";

/** Where an outcome leads. */
export type Next =
  | { readonly to: StepName }
  /** The same step, after so many seconds. */
  | { readonly again: number }
  | { readonly end: "succeeded" }
  | { readonly end: "failed"; readonly error: FailureName };

/** Errors after which a step runs again, and how patiently. */
export interface Retry {
  readonly errors: readonly FailureName[];
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number;
  readonly maxAttempts: number;
}

/** One step as every host runs it. */
export interface PlannedStep {
  readonly step: StepName;
  /** What it does, for people. */
  readonly does: string;
  /** How to tell that it worked. */
  readonly worked: string;
  /** What it costs to stop here. */
  readonly stopping: string;
  readonly timeoutSeconds: number;
  /** Seconds that the lock is held from the step's start; 0 for a step without the lock. */
  readonly leaseSeconds: number;
  readonly retry: readonly Retry[];
  /** Where an error leads that is neither retried (any more) nor one of {@link fatal}. */
  readonly caught: Next;
  /** By outcome; every outcome of the step is a key. */
  readonly next: Readonly<Record<string, Next>>;
  /** Set where the step asks people and the host waits for their answer: until one comes, or so many seconds have passed. */
  readonly question?: { readonly timeoutSeconds: number; readonly pollSeconds: number };
}

/** Errors that end an activation wherever they come up: somebody else has taken over, and whatever is done now is done twice. */
export const fatal = ["LockBusy", "LeaseLost", "Superseded"] as const satisfies readonly FailureName[];

/** The steps of an activation, in order: what the state machine is built from, what the runner runs, and what the runbooks print. */
export const activationPlan: readonly PlannedStep[] = [...reversible, ...forward];

/** What follows later, when the lost place is back: a plan of its own, with one step that waits. */
export const recoveryPlan: readonly PlannedStep[] = [{
  step: "post-recovery",
  does: "Waits until the lost place has rejoined the global database, keeps what the failover cut off, and sizes that place as a standby.",
  worked: "The lost place is a member again and available, a copy of the cut-off writes exists, and people were told to run `sync-config` and `pulumi up`.",
  stopping: "The platform has no standby until it is done, and the cut-off writes live as long as AWS keeps its own snapshot.",
  timeoutSeconds: 60,
  leaseSeconds: 0,
  retry: [{ errors: ["Throttled", "Unreachable"], intervalSeconds: 5, backoffRate: 2, maxDelaySeconds: 30, maxAttempts: 3 }],
  caught: { again: 900 },
  next: { done: { end: "succeeded" }, wait: { again: 900 } },
}];

const byStep: ReadonlyMap<StepName, PlannedStep> = new Map([...activationPlan, ...recoveryPlan].map((plan) => [plan.step, plan]));

/** The plan of one step. */
export function planned(step: StepName): PlannedStep {
  const found = byStep.get(step);
  if (found === undefined) throw new Error(`no plan has a step ${step}`);
  return found;
}
