import { type Answer, type Question } from "../approval";
import { isHeld } from "../epochs";
import { Failure } from "../errors";
import { type ControlPort, type ControlView, type Lock, type Place, type Standing } from "../ports";
import { type Verdict } from "../quorum";

/** One place's replica of the control table, as plain data. */
export interface Table {
  standings: Record<Place, Standing>;
  locks: Record<Place, Lock>;
  /** By the place that has to yield. */
  fences: Record<Place, number>;
  questions: Record<string, Question & { readonly heard?: boolean }>;
  answers: Record<string, Answer[]>;
  verdict: Verdict | undefined;
  suppressedUntil: number;
}

/** A replica before anything was written. */
export function emptyTable(): Table {
  return { standings: {}, locks: {}, fences: {}, questions: {}, answers: {}, verdict: undefined, suppressedUntil: 0 };
}

/** The writes of a control port, at once and with their conditions, as seen from the place that is activated. */
export type TableWrites = { readonly [Name in keyof ControlPort]: (...args: Parameters<ControlPort[Name]>) => Awaited<ReturnType<ControlPort[Name]>> };

/** What the control port of a place does to its replica. */
export function writesOf(table: Table, { own, other }: { readonly own: Place; readonly other: Place }): TableWrites {
  return {
    read: (): ControlView => ({
      standings: { ...table.standings }, locks: { ...table.locks }, fence: table.fences[other] ?? 0, ownFence: table.fences[own] ?? 0, verdict: table.verdict,
    }),
    takeLock: ({ target, ...wanted }, { epoch, now }) => {
      const lock = table.locks[target];
      if ((lock?.epoch ?? 0) !== epoch || (isHeld(lock, now) && lock.owner !== wanted.owner)) {
        throw new Failure("LockBusy", `${target} was locked by ${lock?.owner ?? "nobody"} meanwhile`);
      }
      table.locks[target] = { purpose: "activate", ...wanted };
    },
    renewLock: ({ target, ...wanted }) => {
      if (!owns(table.locks[target], wanted)) throw new Failure("LeaseLost", `${target} is locked by ${table.locks[target]?.owner ?? "nobody"} now`);
      table.locks[target] = { purpose: "activate", ...wanted };
    },
    releaseLock: ({ target, ...held }) => {
      if (owns(table.locks[target], held)) table.locks[target] = { purpose: "activate", ...held, leaseUntil: 0 };
    },
    raiseFence: (epoch) => { table.fences[other] = Math.max(table.fences[other] ?? 0, epoch); },
    lowerFence: (epoch) => { if (table.fences[other] === epoch) table.fences[other] = 0; },
    ask: (question) => {
      const stored = table.questions[question.activation] ?? question;
      table.questions[question.activation] = { ...stored, callback: question.callback };
      return !("heard" in stored);
    },
    heard: (activation) => {
      const question = table.questions[activation];
      if (question !== undefined) table.questions[activation] = { ...question, heard: true };
    },
    answers: (activation) => [...(table.answers[activation] ?? [])],
    commit: (target, standing) => {
      const stored = table.standings[target];
      if (stored !== undefined && stored.epoch > standing.epoch) throw new Failure("Superseded", `${target} has epoch ${String(stored.epoch)} already`);
      table.standings[target] = standing;
    },
  };
}

function owns(lock: Lock | undefined, { owner, epoch }: { readonly owner: string; readonly epoch: number }): boolean {
  return lock !== undefined && lock.owner === owner && lock.epoch === epoch;
}

/** Brings what one place wrote to the other's replica: each item has one writer, so that the newer one wins. */
export function replicate(from: Table, to: Table, origin: Place): void {
  const standing = from.standings[origin], lock = from.locks[origin];
  if (standing !== undefined) to.standings[origin] = standing;
  if (lock !== undefined) to.locks[origin] = lock;
  for (const [place, epoch] of Object.entries(from.fences)) if (place !== origin) to.fences[place] = epoch;
}
