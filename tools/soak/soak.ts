import fc from "fast-check";
import { type Coverage, count, newCoverage, stateOf } from "./coverage";
import { design as built, type Design } from "./mutants";
import { moves } from "./moves";
import { stuckAfter } from "./aftermath";
import { Stage } from "./stage";

/** Most moves of a schedule. */
const mostMoves = 60;

/** Schedules to run, and where their chance comes from. */
export interface Share {
  readonly seed: number;
  readonly runs: number;
  /** Of one schedule that failed before: its way through the generator, and that through its moves. */
  readonly path?: string;
  readonly replay?: string;
  /** False to leave a schedule that failed as it was found. @defaultValue true */
  readonly shrinks?: boolean;
}

/** A schedule that broke a promise, as small as it could be made. */
export interface Fault {
  readonly seed: number;
  readonly path: string;
  readonly replay: string;
  readonly what: string;
  readonly moves: readonly string[];
  /** The place that was lost in the end. */
  readonly lost: string;
}

export interface Soaked {
  /** Schedules that were run before a fault, if one was found. */
  readonly runs: number;
  readonly fault: Fault | undefined;
  readonly coverage: Coverage;
}

/** Runs schedules until one breaks a promise, and makes that one small. */
export async function soak({ seed, runs, path, replay, shrinks = true }: Share, design: Design = built): Promise<Soaked> {
  const coverage = newCoverage();
  const commands = fc.commands(moves(), { maxCommands: mostMoves, size: "max", ...(replay !== undefined && { replayPath: replay }) });
  const property = fc.asyncProperty(commands, fc.constantFrom("P", "P", "S"), async (schedule, lost) => {
    const stage = stageOf(design, coverage);
    await fc.asyncModelRun(() => ({ model: stage, real: stage }), schedule);
    const stuck = await stuckAfter(stage, lost);
    if (stuck !== undefined) throw new Error(stuck);
  });
  const details = await fc.check(property, { seed, numRuns: runs, unbiased: true, endOnFailure: !shrinks, ...(path !== undefined && { path }) });
  return { runs: details.numRuns, fault: details.failed ? faultOf(details) : undefined, coverage };
}

function stageOf(design: Design, coverage: Coverage): Stage {
  const stage: Stage = new Stage(design, {
    ended: (how) => { count(coverage.ends, how); },
    happened: (kind) => { count(coverage.moves, kind); coverage.states.add(stateOf(stage)); },
  });
  return stage;
}

/** Commands tell their way when they are made a text. */
interface Schedule extends Iterable<unknown> {
  toString(): string;
}

type Failed = Pick<fc.RunDetails<readonly [Schedule, string]>, "counterexample" | "counterexamplePath" | "errorInstance" | "seed">;

function faultOf({ seed, counterexamplePath, counterexample, errorInstance }: Failed): Fault {
  const [schedule, lost = ""] = counterexample ?? [];
  return {
    seed, path: counterexamplePath ?? "", replay: /replayPath="([^"]*)"/.exec(schedule?.toString() ?? "")?.[1] ?? "", lost,
    what: errorInstance instanceof Error ? errorInstance.message : String(errorInstance), moves: schedule === undefined ? [] : [...schedule].map(String),
  };
}
