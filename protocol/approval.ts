import { decideAfterSeconds, type Verdict } from "./quorum";

/** Who accepts the loss of the last unreplicated writes. */
export type ApprovalPolicy =
  | { readonly decision: "operator"; readonly approvers: 1 | 2 }
  | { readonly decision: "automatic"; readonly maxDataLossSeconds: number; readonly acceptSplitBrain: boolean };

/** What people are asked, with what they need to answer it. */
export interface Question {
  readonly activation: string;
  readonly askedAt: number;
  readonly expiresAt: number;
  /** What a waiting state machine gave out, so that an answer can wake it. */
  readonly callback: string | undefined;
  readonly lines: readonly string[];
}

/** One person's answer. */
export interface Answer {
  readonly activation: string;
  readonly by: string;
  readonly at: number;
  readonly approves: boolean;
  /** Most data, in seconds, whose loss this person accepts. */
  readonly acceptDataLossSeconds: number;
  /** Why two writers for a while are acceptable; undefined if they are not. */
  readonly acceptSplitBrain: string | undefined;
}

/** What has been decided, by whom, and how far it reaches. */
export interface Approval {
  readonly by: readonly string[];
  readonly at: number;
  readonly acceptDataLossSeconds: number;
  readonly acceptSplitBrain: string | undefined;
}

/** What there is to decide on. */
export interface Case {
  readonly mode: "switchover" | "failover" | "detach" | "drill";
  readonly verdict: Verdict | undefined;
  /** Seconds of writes that would be lost, if anybody knows. */
  readonly lossSeconds: number | undefined;
  /** True once the other place was asked to stop writing, and did not confirm it. */
  readonly unfenced: boolean;
  readonly answers: readonly Answer[];
  readonly now: number;
  readonly expiresAt: number;
}

export type Ruling =
  | { readonly kind: "approved"; readonly approval: Approval }
  | { readonly kind: "ask"; readonly why: readonly string[] }
  | { readonly kind: "declined"; readonly why: readonly string[] };

/** Whether an activation may go on, has to ask, or is over. Pure. */
export function rule(policy: ApprovalPolicy, matter: Case): Ruling {
  const given = answered(policy, matter);
  if (given.kind !== "ask") return given;
  const alone = machineRules(policy, matter);
  if (alone.kind === "approved") return alone;
  if (matter.now >= matter.expiresAt) return { kind: "declined", why: ["nobody approved in time"] };
  return { kind: "ask", why: [...alone.why, ...given.why] };
}

/**
 * Seconds of writes that a failover would lose. While outsiders reach the place it may still accept writes, so that everything since its newest
 * replicated heartbeat is at stake; once the witness cannot reach it, what came after its first bad look was not accepted.
 */
export function lossOf(lag: { readonly heartbeatSeconds: number | undefined; readonly replicationSeconds: number | undefined },
  verdict: Verdict | undefined, now: number): number | undefined {
  if (lag.heartbeatSeconds === undefined) return lag.replicationSeconds;
  const silent = verdict?.silentSince === undefined ? 0 : (now - verdict.silentSince) / 1000 + decideAfterSeconds;
  return Math.max(0, lag.heartbeatSeconds - silent);
}

function answered(policy: ApprovalPolicy, { answers, lossSeconds, mode, now }: Case): Ruling & { readonly why?: readonly string[] } {
  const declines = answers.filter(({ approves }) => !approves);
  if (declines.length > 0) return { kind: "declined", why: declines.map(({ by }) => `declined by ${by}`) };
  const people = [...new Set(answers.map(({ by }) => by))];
  const wanted = policy.decision === "operator" ? policy.approvers : 1;
  if (people.length < wanted) return { kind: "ask", why: [`${String(people.length)} of ${String(wanted)} approvals`] };
  const acceptDataLossSeconds = Math.min(...answers.map((answer) => answer.acceptDataLossSeconds));
  if (mode === "failover" && lossSeconds !== undefined && lossSeconds > acceptDataLossSeconds) {
    return { kind: "ask", why: [`${String(Math.ceil(lossSeconds))} s of writes would be lost, and ${String(acceptDataLossSeconds)} s are accepted`] };
  }
  const reasons = answers.map(({ acceptSplitBrain }) => acceptSplitBrain);
  const acceptSplitBrain = reasons.includes(undefined) ? undefined : reasons.join("; ");
  return { kind: "approved", approval: { by: people, at: now, acceptDataLossSeconds, acceptSplitBrain } };
}

/** Without people: what loses nothing goes on; a failover only with every condition of the guard. */
function machineRules(policy: ApprovalPolicy, { mode, verdict, lossSeconds, unfenced, now }: Case): Exclude<Ruling, { kind: "declined" }> {
  if (mode === "switchover" || mode === "drill") {
    if (policy.decision === "operator" && policy.approvers > 1) return { kind: "ask", why: ["a second person has to agree"] };
    return { kind: "approved", approval: { by: ["request"], at: now, acceptDataLossSeconds: 0, acceptSplitBrain: undefined } };
  }
  if (policy.decision === "operator") return { kind: "ask", why: ["people accept what a failover loses"] };
  const why = [
    ...(mode === "failover" ? [] : ["only a person may split the database"]),
    ...(verdict?.state === "declared" && verdict.badSince !== undefined ? [] : ["the other place is not declared lost"]),
    ...(verdict?.held === undefined ? [] : [`automation rests: ${verdict.held}`]),
    ...(verdict?.votes.witness === "bad" && verdict.standby === "good" ? [] : ["the witness does not see the other place down and this one up"]),
    ...(unfenced && !policy.acceptSplitBrain ? ["the other place does not confirm that it stopped writing, and settings do not accept two writers"] : []),
    ...lossObjections(lossSeconds, policy.maxDataLossSeconds),
  ];
  if (why.length > 0) return { kind: "ask", why };
  const acceptSplitBrain = policy.acceptSplitBrain ? "accepted in settings" : undefined;
  return { kind: "approved", approval: { by: ["settings"], at: now, acceptDataLossSeconds: policy.maxDataLossSeconds, acceptSplitBrain } };
}

function lossObjections(lossSeconds: number | undefined, most: number): readonly string[] {
  if (lossSeconds === undefined) return ["nobody knows how much would be lost"];
  return lossSeconds > most ? [`${String(Math.ceil(lossSeconds))} s of writes would be lost, over the ${String(most)} s of the settings`] : [];
}
