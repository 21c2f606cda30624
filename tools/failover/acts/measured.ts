import { type Cost, costOf, type EvidenceRecord, type Fact, type Ledger } from "../../../protocol";

/** What an activation cost, measured by others than itself, and the numbers of the heartbeats that it comes from. */
export interface Measured extends Cost {
  readonly ackedSeq: number | null;
  readonly keptSeq: number | null;
}

const nothing: Measured = { ackedSeq: null, keptSeq: null, lostBeats: null, lostSeconds: null, outageSeconds: null };

/**
 * What the commit wrote down; and where it came before users did, the outage that the witness has seen since, if that is the one of this activation: it
 * began before the commit, and ended after the start.
 */
export function measuredOf(records: readonly EvidenceRecord[], now: Ledger | undefined): Measured {
  const [first] = records, commit = records.findLast(({ step }) => step === "commit");
  if (first === undefined || commit === undefined) return nothing;
  const of = (key: keyof Measured): number | null => numberIn(commit.facts[key]);
  const written: Measured = { ackedSeq: of("ackedSeq"), keptSeq: of("keptSeq"), lostBeats: of("lostBeats"), lostSeconds: of("lostSeconds"), outageSeconds: outageIn(first, commit) };
  const outside = now?.outside;
  const isOurs = outside !== undefined && outside.lastServedAt <= commit.endedAt && outside.servedAgainAt >= first.startedAt;
  return written.outageSeconds !== null || now === undefined || !isOurs ? written : { ...written, outageSeconds: costOf(now).outageSeconds };
}

/** The outage that stands in the commit's record; an older one may stand there, where nobody had seen this one's end. */
function outageIn({ startedAt }: EvidenceRecord, { facts }: EvidenceRecord): number | null {
  const again = numberIn(facts["servedAgainAt"]);
  return again !== null && again >= startedAt ? numberIn(facts["outageSeconds"]) : null;
}

/** The same for people. What nobody measured is said as well: a figure that is not there is no zero. */
export function measuredLines({ ackedSeq, keptSeq, lostBeats, lostSeconds, outageSeconds }: Measured, committed: boolean): readonly string[] {
  if (!committed) return [];
  return [
    outageSeconds === null ? "  from outside: not measured; nobody saw an outage, or its end" : `  from outside: users were not served for ${String(Math.round(outageSeconds))} s`,
    lostBeats === null ? "  lost: not measured; the application notes no heartbeats, or none of this epoch has come"
      : `  lost: ${String(lostBeats)} heartbeats, ${String(lostSeconds ?? 0)} s (${String(ackedSeq)} acknowledged there, ${String(keptSeq)} kept here)`,
  ];
}

function numberIn(fact: Fact | undefined): number | null {
  return typeof fact === "number" ? fact : null;
}
