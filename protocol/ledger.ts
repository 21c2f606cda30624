import { type Fact } from "./evidence";

/** A heartbeat of the other place, as one side has it. */
export interface Beat {
  /** Epoch of the place that wrote it: numbers of different epochs do not compare. */
  readonly epoch: number;
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What outsiders, and the application, wrote down of the loss that an activation answers. Undefined where nobody did. */
export interface Ledger {
  /** The newest heartbeat that the other place acknowledged, as far as its own note of it has come. */
  readonly acked: Beat | undefined;
  /** The newest one of the other place that the database here has. */
  readonly kept: Beat | undefined;
  /** When users' own name last led to a place that could write, and when it did again, as the witness saw it; in milliseconds since 1970. */
  readonly outside: { readonly lastServedAt: number; readonly servedAgainAt: number } | undefined;
}

/** What an activation cost, as it was measured. */
export interface Cost {
  /** Heartbeats that were acknowledged there and are not here; null where nobody counted. */
  readonly lostBeats: number | null;
  /** Seconds between the newest of both. */
  readonly lostSeconds: number | null;
  /** Seconds in which nobody was served, as seen from outside, to a look of the witness. */
  readonly outageSeconds: number | null;
}

/** What a ledger amounts to. */
export function costOf({ acked, kept, outside }: Ledger): Cost {
  const counts = acked !== undefined && kept !== undefined && acked.epoch === kept.epoch;
  return {
    lostBeats: counts ? Math.max(0, acked.seq - kept.seq) : null,
    lostSeconds: counts ? (acked.seq > kept.seq ? Math.max(0, acked.at - kept.at) / 1000 : 0) : null,
    outageSeconds: outside === undefined ? null : (outside.servedAgainAt - outside.lastServedAt) / 1000,
  };
}

/** A ledger as it stands in a record, with what it amounts to. */
export function ledgerFacts(ledger: Ledger): Readonly<Record<string, Fact>> {
  const { acked, kept, outside } = ledger;
  return { ackedSeq: acked?.seq ?? null, keptSeq: kept?.seq ?? null, lastServedAt: outside?.lastServedAt ?? null, servedAgainAt: outside?.servedAgainAt ?? null, ...costOf(ledger) };
}
