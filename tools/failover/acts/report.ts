import { brokenAt, type EvidenceRecord, targetOf } from "../../../protocol";
import { measuredLines, measuredOf, type Measured } from "./measured";
import { type Answered, exits } from "../ends";
import { type Session } from "../session";
import { clock } from "./walk";

/** `drill report`: what the records of an activation or a drill say, and whether somebody changed them. */
export async function report({ platform }: Session, subject: string): Promise<Answered> {
  const found = await Promise.all(platform.places.map(async (place) => {
    // What never took a lock has no epoch in its name, and is no activation.
    const names = (await platform.recorded(place).catch(() => [])).filter((each) => !each.endsWith("-new"));
    const name = subject === "" ? names.at(-1) : names.find((each) => each === subject);
    return { names, name, records: name === undefined ? [] : activationOnly(await platform.records(place, name).catch(() => [])) };
  }));
  // Both places keep copies of all records: the longer is the newer.
  const best = found.reduce((one, other) => ((other.records[0]?.startedAt ?? 0) > (one.records[0]?.startedAt ?? 0) || other.records.length > one.records.length ? other : one));
  const [first] = best.records, last = best.records.at(-1);
  if (first === undefined || last === undefined || best.name === undefined) {
    const known = [...new Set(found.flatMap(({ names }) => names))];
    return { exit: exits.notSo, lines: [subject === "" ? "no records yet" : `there are no records of ${subject}: ${known.length === 0 ? "none of anything yet" : `want one of ${known.slice(-5).join(", ")}`}`], data: { known } };
  }
  const target = targetOf(best.name, platform.places);
  const now = target === undefined ? undefined : await Promise.resolve().then(() => platform.site(target).ports.ledger.read()).catch(() => undefined);
  return reported(best.name, best.records, { first, last, measured: measuredOf(best.records, now) });
}

/** Waiting for the lost place comes later, by another run, with a chain of its own. */
function activationOnly(records: readonly EvidenceRecord[]): readonly EvidenceRecord[] {
  return records.filter(({ step }) => step !== "post-recovery");
}

interface Ends {
  readonly first: EvidenceRecord;
  readonly last: EvidenceRecord;
  readonly measured: Measured;
}

function reported(name: string, records: readonly EvidenceRecord[], { first, last, measured }: Ends): Answered {
  const broken = brokenAt(records);
  const ended = (step: string): number | undefined => records.findLast((record) => record.step === step)?.endedAt;
  const span = (from: number | undefined, to: number | undefined): number | undefined => (from === undefined || to === undefined ? undefined : Math.round((to - from) / 1000));
  const rto = {
    prepareSeconds: span(first.startedAt, ended("prescale")), decideSeconds: span(ended("prescale"), ended("approve")), promoteSeconds: span(ended("fence"), ended("await-writer")),
    readySeconds: span(ended("await-writer"), ended("smoke")), routeSeconds: span(ended("smoke"), ended("route")), totalSeconds: span(first.startedAt, last.endedAt),
    ...(measured.outageSeconds !== null && { outsideSeconds: Math.round(measured.outageSeconds) }),
  };
  const lossSeconds = records.findLast(({ facts }) => "lossSeconds" in facts)?.facts["lossSeconds"] ?? null;
  const committed = last.outcome === "committed" || last.outcome === "passed";
  return {
    exit: broken === undefined && committed ? exits.done : exits.notSo,
    data: { name, epoch: last.epoch, startedAt: new Date(first.startedAt).toISOString(), outcome: last.outcome, rto, rpo: { estimateSeconds: lossSeconds, ackedSeq: measured.ackedSeq, keptSeq: measured.keptSeq, lostBeats: measured.lostBeats, lostSeconds: measured.lostSeconds }, chain: broken === undefined ? "whole" : `broken at ${String(broken)}`, records },
    lines: [
      `${name}, epoch ${String(last.epoch)}, ${new Date(first.startedAt).toISOString()}`,
      ...records.map(({ step, outcome, startedAt, endedAt }) => `  ${clock(first.startedAt, startedAt)}  ${step.padEnd(13)} ${outcome.padEnd(10)} ${String(Math.round((endedAt - startedAt) / 1000)).padStart(5)} s`),
      ...Object.entries(rto).flatMap(([key, seconds]) => (seconds === undefined ? [] : [`  ${key.replace("Seconds", "").padEnd(8)} ${String(seconds)} s`])),
      ...(typeof lossSeconds === "number" ? [`  about ${String(Math.ceil(lossSeconds))} s of writes were at stake`] : []),
      ...measuredLines(measured, committed),
      broken === undefined ? "✓ the chain of records is whole" : `✗ record ${String(broken)} does not follow from those before it: somebody changed one, or one is missing`,
      committed ? "✓ it went through" : `✗ it ended with ${last.outcome}`,
    ],
  };
}
