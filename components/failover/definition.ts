import { fatal, type Next, type PlannedStep, type Retry } from "../../protocol/plan";

/** What a step's function is called by, and the partition of the place. */
export interface DefinitionArgs {
  readonly partition: string;
  /** ARN of the function that runs a step. */
  readonly functionOf: (step: PlannedStep["step"]) => string;
  /** What every step is told beside the activation: the two places as its function's adapters find them. @defaultValue nothing */
  readonly world?: unknown;
}

/** A state, as the language of Step Functions writes it. */
type State = Readonly<Record<string, unknown>>;

export interface Definition {
  readonly Comment: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/**
 * Failures of Lambda itself, in which a function was not called or died of no fault of its own.
 * Source: Step Functions Developer Guide, "Handling errors in Step Functions workflows", Lambda service exceptions.
 */
const lambdaFailures: State = {
  ErrorEquals: ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException"],
  IntervalSeconds: 1, MaxAttempts: 4, BackoffRate: 2,
};

const done = "done";
const failedBy = (error: string): string => `failed: ${error}`;

/**
 * The state machine of a plan: each step a call of its function, a choice by its outcome, and waits. It says nothing that the plan
 * does not say, so that what runs in AWS is what runs in every other host.
 *
 * The whole state is the activation. An error that is caught goes into its `error`, where the next step finds it.
 */
export function definitionOf(comment: string, plan: readonly PlannedStep[], args: DefinitionArgs): Definition {
  const [first] = plan;
  const errors = new Set<string>([...fatal, ...plan.flatMap((step) => [...Object.values(step.next), step.caught].flatMap((next) => ("error" in next ? [next.error] : [])))]);
  const states: readonly (readonly [string, State])[] = [
    ...plan.flatMap((step) => statesOf(step, args)),
    [done, { Type: "Succeed" }],
    ...[...errors].sort().map((error): [string, State] =>
      [failedBy(error), { Type: "Fail", Error: error, Cause: "The input of this state tells how it came to this: see deviations and error" }]),
  ];
  return { Comment: comment, StartAt: first?.step ?? done, States: Object.fromEntries(states) };
}

function statesOf(step: PlannedStep, args: DefinitionArgs): [string, State][] {
  const waits = [...Object.values(step.next), step.caught].flatMap((next) => ("again" in next ? [next] : []));
  return [
    [step.step, step.question === undefined ? callOf(step, args) : questionOf(step, args)],
    ...(step.question === undefined ? [[`${step.step} ended`, choiceOf(step)] satisfies [string, State]] : []),
    ...waits.map((next): [string, State] => [target(step, next), { Type: "Wait", Seconds: next.again, Next: step.step }]),
  ];
}

/** A call that Step Functions waits for. */
function callOf(step: PlannedStep, { functionOf, world }: DefinitionArgs): State {
  return {
    Type: "Task", Comment: step.does, Resource: functionOf(step.step), Parameters: { step: step.step, "activation.$": "$", ...(world !== undefined && { world }) },
    TimeoutSeconds: step.timeoutSeconds, ...handling(step), Next: `${step.step} ended`,
  };
}

/**
 * A call that leaves a token behind and waits until somebody hands it back. What they hand back says nothing: the next step reads the
 * answers. When nobody comes in time, it reads as well.
 */
function questionOf(step: PlannedStep, { functionOf, partition, world }: DefinitionArgs): State {
  return {
    Type: "Task", Comment: step.does, Resource: `arn:${partition}:states:::lambda:invoke.waitForTaskToken`,
    Parameters: { FunctionName: functionOf(step.step), Payload: { step: step.step, "activation.$": "$", "callback.$": "$$.Task.Token", ...(world !== undefined && { world }) } },
    TimeoutSeconds: step.question?.timeoutSeconds, ResultPath: null, ...handling(step), Next: target(step, step.next["asked"] ?? step.caught),
  };
}

function handling(step: PlannedStep): State {
  return {
    Retry: [lambdaFailures, ...step.retry.map(retryOf)],
    Catch: [
      ...fatal.map((error) => ({ ErrorEquals: [error], ResultPath: "$.error", Next: failedBy(error) })),
      { ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: target(step, step.caught) },
    ],
  };
}

/** Source: Step Functions Developer Guide, "Handling errors in Step Functions workflows", Retrier fields: MaxDelaySeconds has to exceed IntervalSeconds. */
function retryOf({ errors, intervalSeconds, maxAttempts, backoffRate, maxDelaySeconds }: Retry): State {
  return { ErrorEquals: [...errors], IntervalSeconds: intervalSeconds, MaxAttempts: maxAttempts, BackoffRate: backoffRate, MaxDelaySeconds: maxDelaySeconds };
}

/** An outcome that the plan does not know matches nothing, and ends the execution with an error of its own. */
function choiceOf(step: PlannedStep): State {
  return { Type: "Choice", Choices: Object.entries(step.next).map(([outcome, next]) => ({ Variable: "$.outcome", StringEquals: outcome, Next: target(step, next) })) };
}

function target(step: PlannedStep, next: Next): string {
  if ("to" in next) return next.to;
  if ("again" in next) return `${step.step} again in ${String(next.again)} s`;
  return next.end === "succeeded" ? done : failedBy(next.error);
}
