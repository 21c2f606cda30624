import { type Approval, type ApprovalPolicy } from "./approval";
import { activationName } from "./epochs";
import { type ChainEnd, chainStart } from "./evidence";
import { type Check, type Place } from "./ports";

/**
 * How a place is activated: `switchover` loses nothing and needs the other place; `failover` may lose what was not replicated;
 * `detach` splits the global database for good; `drill` is a switchover that stops at the first deviation.
 */
export const modes = ["switchover", "failover", "detach", "drill"] as const;
export type Mode = (typeof modes)[number];

/** True for the modes that lose nothing, and so need the other place. */
export function losesNothing(mode: Mode): boolean {
  return mode === "switchover" || mode === "drill";
}

/** Every step, in the order in which a smooth activation takes them. `abort` and `post-recovery` stand beside it. */
export const stepNames = [
  "acquire", "preflight", "prescale", "approve", "ask", "fence", "promote", "await-writer", "capacity", "smoke", "route", "commit", "abort",
  "post-recovery",
] as const;
export type StepName = (typeof stepNames)[number];

/** What somebody, or the detector, asks for. */
export interface Request {
  /** The place to activate: the one that runs this. */
  readonly target: Place;
  /** The other place. */
  readonly other: Place;
  readonly mode: Mode;
  /** True to stop after preflight. */
  readonly dryRun: boolean;
  /** True to hold the switchover to what fail-back waits for. */
  readonly failback: boolean;
  readonly by: string;
  readonly reason: string;
  readonly policy: ApprovalPolicy;
}

/** An activation on its way: plain data that travels from step to step, and is all that a step knows of those before it. */
export interface Activation {
  readonly request: Request;
  /** Its name; that of the request's epoch until the lock is taken. */
  readonly id: string;
  /** This run of it, as the lock knows it. */
  readonly owner: string;
  readonly epoch: number;
  /** How the last step ended: what comes next depends on it. */
  readonly outcome: string;
  readonly checks: readonly Check[];
  /** Seconds of writes that a failover would lose, as last estimated. */
  readonly lossSeconds: number | null;
  readonly approval: Approval | null;
  /** Answers that were weighed: one more is news. */
  readonly answers: number;
  readonly fence: "none" | "acked" | "unreachable" | "not-needed";
  /** When the fence began that the other place confirmed, in milliseconds since 1970. */
  readonly fencedAt: number;
  readonly brownout: boolean;
  /** The lever was pulled: the place claims users, whatever the other one says of itself. */
  readonly claimed: boolean;
  /** Calls that asked the database to move, and when the last one was, in milliseconds since 1970. */
  readonly promotions: number;
  readonly promotedAt: number;
  /** When each waiting step was first entered, in milliseconds since 1970. */
  readonly since: Readonly<Partial<Record<StepName, number>>>;
  /** Steps that people have been paged about. */
  readonly paged: readonly StepName[];
  /** What did not go as planned, oldest first. */
  readonly deviations: readonly string[];
  readonly chain: ChainEnd;
  /** What the step before failed with; set by whoever runs the steps, cleared by the next step. */
  readonly error?: { readonly Error?: string; readonly Cause?: string };
}

/** True where something was left behind that somebody has to wait for: a place that was lost, or a claim that is needed until the other place follows. */
export function leavesBehind({ request, claimed }: Pick<Activation, "claimed" | "request">): boolean {
  return request.mode === "failover" || claimed;
}

/** What waits for the place that an activation left behind: another run, which knows of it only what it was. */
export function recoveryOf({ request, id, epoch }: Pick<Activation, "epoch" | "id" | "request">): Activation {
  return { ...newActivation(request, `recover-${id}`), id, epoch };
}

/** An activation that has not begun. */
export function newActivation(request: Request, owner: string): Activation {
  return {
    request, id: activationName(request.target, "new"), owner, epoch: 0, outcome: "requested", checks: [], lossSeconds: null, approval: null, answers: 0,
    fence: "none", fencedAt: 0, brownout: false, claimed: false, promotions: 0, promotedAt: 0, since: {}, paged: [], deviations: [], chain: chainStart,
  };
}
