import { type Outcome, type SpanName, spanNames } from "./run";

/** Seconds that half, nine of ten, 99 of 100 and all runs stay within. */
export interface Spread {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly most: number;
}

/** What the runs of a scenario came to. */
export interface Summary {
  readonly runs: number;
  readonly ends: Readonly<Record<Outcome["end"], number>>;
  /** Until clients as they are can write again. */
  readonly rto: Spread;
  /** The same for clients that keep names for as long as they may. */
  readonly promised: Spread;
  /** Of it, what is neither the database's promotion nor people's answer; over failovers. */
  readonly machine: Spread | undefined;
  /** Seconds of writes that are lost. */
  readonly rpo: Spread;
  readonly twoWriters: Spread;
  /** Mean seconds of each part of an outage; over failovers. */
  readonly spans: Readonly<Record<SpanName, number>> | undefined;
  /** Runs in which the standby turned load away. */
  readonly brownouts: number;
  /** Runs that broke an invariant, by its name. */
  readonly broken: Readonly<Record<string, number>>;
}

/** Sums up runs. */
export function summaryOf(outcomes: readonly Outcome[]): Summary {
  const moved = outcomes.filter(({ end }) => end === "failed-over");
  const each = (of: (outcome: Outcome) => number, among = outcomes) => spreadOf(among.map(of));
  return {
    runs: outcomes.length,
    ends: { "failed-over": moved.length, healed: count(outcomes, "healed"), unserved: count(outcomes, "unserved") },
    rto: each(({ rtoSeconds }) => rtoSeconds), promised: each(({ promisedSeconds }) => promisedSeconds),
    machine: moved.length === 0 ? undefined : each(({ promisedSeconds, promotionSeconds, peopleSeconds }) => promisedSeconds - promotionSeconds - peopleSeconds, moved),
    rpo: each(({ rpoSeconds }) => rpoSeconds), twoWriters: each(({ twoWriterSeconds }) => twoWriterSeconds),
    spans: moved.length === 0 ? undefined : meansOf(moved), brownouts: outcomes.filter(({ brownout }) => brownout).length, broken: brokenIn(outcomes),
  };
}

/** The spread of values, each at its nearest rank. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
  return { p50: rank(0.5), p90: rank(0.9), p99: rank(0.99), most: rank(1) };
}

function count(outcomes: readonly Outcome[], end: Outcome["end"]): number {
  return outcomes.filter((outcome) => outcome.end === end).length;
}

function meansOf(moved: readonly Outcome[]): Record<SpanName, number> {
  const means: Record<SpanName, number> = { notice: 0, start: 0, decide: 0, fence: 0, promote: 0, route: 0, caches: 0 };
  for (const { spans } of moved) for (const name of spanNames) means[name] += (spans[name] ?? 0) / moved.length;
  return means;
}

function brokenIn(outcomes: readonly Outcome[]): Record<string, number> {
  const broken: Record<string, number> = {};
  for (const name of outcomes.flatMap((outcome) => outcome.broken).sort()) broken[name] = (broken[name] ?? 0) + 1;
  return broken;
}
