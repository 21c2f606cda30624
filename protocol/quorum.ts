import { type Check } from "./ports";

/** Who votes on the active place: a journey from the standby, a third region's look at it, and the age of its heartbeat. */
export type Voter = "journey" | "witness" | "heartbeat";

/** What a voter saw. Whoever did not look, or could not, has not seen anything bad. */
export type Vote = "good" | "bad" | "unknown";

/** All votes at one moment. */
export interface Point {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly votes: Readonly<Record<Voter, Vote>>;
  /** What the witness saw of the standby. */
  readonly standby: Vote;
}

/** What a decision looks back on. */
export interface History {
  /** Oldest first; those of the last {@link historySeconds} are enough. */
  readonly points: readonly Point[];
  /** Milliseconds since 1970; automation rests until then. */
  readonly suppressedUntil?: number;
  /** When the last activation ended, in milliseconds since 1970. */
  readonly lastActivationAt?: number;
  /** What the decision before this one said. */
  readonly previous?: Verdict;
  /** What the standby last found about itself; read anew at every suspicion, so that an activation need not wait for it. */
  readonly readiness?: Readiness;
}

/** Whether a place can serve, as of a moment. */
export interface Readiness {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly checks: readonly Check[];
}

/** How stubborn detection is. */
export interface DetectionPolicy {
  /** Seconds between two points. */
  readonly periodSeconds: number;
  /** Bad points in a row that make a suspect: people are paged and the standby is readied. */
  readonly suspectPoints: number;
  /** Bad points in a row that declare the place lost. */
  readonly declarePoints: number;
  /** Seconds of nothing but good points after which a suspicion ends. */
  readonly clearSeconds: number;
  /** Seconds after an activation in which no other starts by itself. */
  readonly cooldownSeconds: number;
}

/** What detection says now, and what follows. */
export interface Verdict {
  readonly state: "clear" | "suspect" | "declared";
  /** When the state began, in milliseconds since 1970. */
  readonly since: number;
  readonly at: number;
  /** True while fewer than two voters see anything. */
  readonly blind: boolean;
  /** When two voters began to say bad without a break, in milliseconds since 1970; undefined while they do not. */
  readonly badSince: number | undefined;
  /** When the witness began to say bad without a break, in milliseconds since 1970: from then on nobody outside could write there. */
  readonly silentSince: number | undefined;
  readonly votes: Readonly<Record<Voter, Vote>>;
  readonly standby: Vote;
  /** Why nothing may start by itself, if so. */
  readonly held: "suppressed" | "cooling" | "blind" | undefined;
  readonly readiness: Readiness | undefined;
  /** What the detector has to do now. Starting is asked for at every point until it has happened; the rest once, when its cause begins. */
  readonly actions: readonly Action[];
}
export type Action = "page-suspect" | "prestage" | "start" | "page-blind" | "page-held" | "tell-clear";

/** Seconds of points that a decision can need under a policy. */
export function historySeconds(policy: DetectionPolicy): number {
  return policy.clearSeconds + policy.periodSeconds * (policy.declarePoints + 2);
}

/** Longest time, in seconds, from a loss to so many bad points: it may come just after the voters have looked. */
export function secondsToSee(policy: Pick<DetectionPolicy, "periodSeconds">, points: number): number {
  return policy.periodSeconds * points + decideAfterSeconds;
}

/**
 * What the points of a history amount to. Pure: the same history gives the same verdict, whoever asks, and asking twice does no harm.
 *
 * @param now Milliseconds since 1970.
 */
export function decide(history: History, now: number, policy: DetectionPolicy): Verdict {
  const { previous } = history;
  const seen = look(history.points, policy);
  const last = history.points.at(-1);
  const current = last !== undefined && now - last.at <= staleAfter(policy) ? last : undefined;
  const blind = current === undefined || isBlind(current);
  const state = seen.state === "clear" && !seen.cleared ? previous?.state ?? "clear" : seen.state;
  const verdict = {
    state, blind, at: now,
    since: previous?.state === state ? previous.since : state === seen.state ? seen.since ?? now : now,
    badSince: current === undefined ? undefined : began(seen.badSince, history, previous?.badSince),
    silentSince: current === undefined ? undefined : began(seen.silentSince, history, previous?.silentSince),
    votes: current?.votes ?? { journey: "unknown", witness: "unknown", heartbeat: "unknown" },
    standby: current?.standby ?? "unknown",
    held: heldBy(history, now, { policy, blind }), readiness: history.readiness ?? previous?.readiness,
  } as const;
  return { ...verdict, actions: actionsOf(verdict, previous) };
}

/** When something began that still lasts: what fills the whole history began before it. */
function began(seen: number | undefined, { points }: History, before: number | undefined): number | undefined {
  return seen !== undefined && seen === points[0]?.at ? before ?? seen : seen;
}

interface Look {
  readonly state: Verdict["state"];
  readonly since: number | undefined;
  readonly badSince: number | undefined;
  readonly silentSince: number | undefined;
  /** True when nothing but good was seen for long enough to end any suspicion. */
  readonly cleared: boolean;
}

function look(points: readonly Point[], policy: DetectionPolicy): Look {
  let state: Verdict["state"] = "clear", since: number | undefined, badRun = 0, cleared = false;
  let badSince: number | undefined, silentSince: number | undefined, goodSince: number | undefined, before: number | undefined;
  for (const point of points) {
    const broken = before !== undefined && point.at - before > staleAfter(policy);
    if (broken) { badRun = 0; badSince = undefined; silentSince = undefined; goodSince = undefined; }
    badRun = isBad(point) ? badRun + 1 : 0;
    badSince = isBad(point) ? badSince ?? point.at : undefined;
    silentSince = point.votes.witness === "bad" ? silentSince ?? point.at : undefined;
    goodSince = isGood(point) ? goodSince ?? point.at : undefined;
    cleared = goodSince !== undefined && point.at - goodSince >= policy.clearSeconds * 1000;
    const next = nextState(state, { badRun, cleared }, policy);
    if (next !== state) { state = next; since = point.at; }
    before = point.at;
  }
  return { state, since, badSince, silentSince, cleared };
}

function nextState(state: Verdict["state"], seen: { readonly badRun: number; readonly cleared: boolean }, policy: DetectionPolicy): Verdict["state"] {
  if (seen.badRun >= policy.declarePoints) return "declared";
  if (seen.cleared) return "clear";
  return state === "clear" && seen.badRun >= policy.suspectPoints ? "suspect" : state;
}

/** Points further apart than this have one missing between them. */
function staleAfter(policy: DetectionPolicy): number {
  return policy.periodSeconds * 1500;
}

/** Plain comparisons: a rehearsal asks this many million times. */
function count({ votes }: Point, vote: Vote): number {
  return Number(votes.journey === vote) + Number(votes.witness === vote) + Number(votes.heartbeat === vote);
}

const isBad = (point: Point) => count(point, "bad") >= 2;
const isGood = (point: Point) => count(point, "bad") === 0 && count(point, "good") >= 2;
const isBlind = (point: Point) => count(point, "unknown") >= 2;

function heldBy(history: History, now: number, { policy, blind }: { readonly policy: DetectionPolicy; readonly blind: boolean }): Verdict["held"] {
  if (blind) return "blind";
  if (history.suppressedUntil !== undefined && now < history.suppressedUntil) return "suppressed";
  if (history.lastActivationAt !== undefined && now - history.lastActivationAt < policy.cooldownSeconds * 1000) return "cooling";
  return undefined;
}

function actionsOf(verdict: Omit<Verdict, "actions">, previous: Verdict | undefined): readonly Action[] {
  const { state, held, blind, badSince } = verdict;
  const before = previous?.state ?? "clear";
  const wants = state === "declared" && badSince !== undefined;
  const actions: readonly (readonly [Action, boolean])[] = [
    ["page-suspect", state !== "clear" && before === "clear"],
    ["prestage", state !== "clear" && before === "clear"],
    ["page-blind", blind && previous?.blind !== true],
    ["start", wants && held === undefined],
    ["page-held", wants && held !== undefined && !(previous?.state === "declared" && previous.held === held)],
    ["tell-clear", state === "clear" && before !== "clear"],
  ];
  return actions.filter(([, due]) => due).map(([action]) => action);
}

/** Seconds of nothing but good points that end a suspicion. */
const clearSeconds = 600;

/** Seconds after an activation in which no other starts by itself: longer than users need to come back. */
const cooldownSeconds = 1800;

/** Share of the points that declare a place lost after which it is suspected. */
const suspectShare = 0.4;

/** How stubborn detection is, from the two figures that a stack decides. */
export function detectionPolicy({ periodSeconds, points }: { readonly periodSeconds: number; readonly points: number }): DetectionPolicy {
  return { periodSeconds, declarePoints: points, suspectPoints: Math.ceil(points * suspectShare), clearSeconds, cooldownSeconds };
}

/**
 * Seconds that a voter waits for an answer. Voters look at every full period of the clock, so that all of them have seen what happened before
 * the detector decides, {@link decideAfterSeconds} later.
 */
export const voteTimeoutSeconds = 3;

/** Seconds after the voters at which the detector decides: their timeout, and a second for the witness's vote to arrive. */
export const decideAfterSeconds = voteTimeoutSeconds + 1;

/** Age, in seconds, above which a heartbeat is missing: four of them, five seconds apart. */
const heartbeatBadSeconds = 20;

/** What the age of the newest heartbeat says. */
export function heartbeatVote(ageSeconds: number | undefined): Vote {
  return ageSeconds === undefined ? "unknown" : ageSeconds > heartbeatBadSeconds ? "bad" : "good";
}
