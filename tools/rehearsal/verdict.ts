import { type Scenario } from "./scenarios";
import { type Summary } from "./summary";

/** A scenario with what its runs came to. */
export interface Rehearsed {
  readonly scenario: Pick<Scenario, "name" | "story" | "passes" | "unmeasured" | "short">;
  readonly summary: Summary;
}

/** What was wanted, what came, and whether that is within it. Figures in seconds. */
export interface Goal {
  readonly what: string;
  readonly most: number;
  readonly came: number;
  readonly met: boolean;
}

/** What a rehearsal says about a stack. */
export interface Verdict {
  /** Scenarios in which one run in a hundred takes longer than settings promise, with its seconds. */
  readonly breaks: readonly { readonly scenario: string; readonly seconds: number }[];
  readonly broken: readonly { readonly scenario: string; readonly invariant: string; readonly runs: number }[];
  /** Measured over the loss of a region for good, where it was rehearsed. A goal that is missed is told, and fails nothing. */
  readonly goals: readonly Goal[];
}

/** What a stack promises, and on what it counts. */
export interface Promised {
  readonly promisedMinutes: number;
  /** Whether a machine decides. */
  readonly automatic: boolean;
  readonly countsOn: "waiting" | "launched";
}

/** Why the promise is not held against a scenario; undefined where it is. */
export function leftOut({ unmeasured, short }: Rehearsed["scenario"], countsOn: Promised["countsOn"]): string | undefined {
  if (unmeasured === true) return "people took longer than the promise allows them";
  return short === true && countsOn === "launched" ? "recovery.countsOn says that the promise counts on tasks that Fargate launches, which AWS promises nobody" : undefined;
}

/** Judges what came against the promise, the invariants and the goals. */
export function verdictOf(rehearsed: readonly Rehearsed[], { promisedMinutes, automatic, countsOn }: Promised): Verdict {
  const plain = rehearsed.find(({ scenario }) => scenario.name === "clean-loss")?.summary;
  return {
    breaks: rehearsed.filter(({ scenario, summary }) => leftOut(scenario, countsOn) === undefined && summary.promised.p99 > promisedMinutes * 60)
      .map(({ scenario, summary }) => ({ scenario: scenario.name, seconds: summary.promised.p99 })),
    broken: rehearsed.flatMap(({ scenario, summary }) => Object.entries(summary.broken).map(([invariant, runs]) => ({ scenario: scenario.name, invariant, runs }))),
    goals: plain === undefined ? [] : goalsOf(plain, automatic),
  };
}

/** True where the promise holds and no invariant is broken. */
export function isKept({ breaks, broken }: Verdict): boolean {
  return breaks.length === 0 && broken.length === 0;
}

function goalsOf({ rto, machine, rpo }: Summary, automatic: boolean): readonly Goal[] {
  const goal = (what: string, most: number, came: number): Goal => ({ what, most, came, met: came <= most });
  const time = automatic
    ? [goal("RTO, nine of ten", 600, rto.p90), goal("RTO, 99 of 100", 900, rto.p99)]
    : machine === undefined ? [] : [goal("RTO without people and promotion, 99 of 100", 300, machine.p99)];
  return [...time, goal("RPO, 99 of 100", 30, rpo.p99)];
}
