import { createHash } from "node:crypto";

/** Plain data, as it stands in a record. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [key: string]: Fact };

/** What one step saw and did. */
export interface Deed {
  readonly activation: string;
  readonly step: string;
  readonly outcome: string;
  readonly epoch: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly facts: Readonly<Record<string, Fact>>;
}

/** A deed with its place in the chain: whoever changes one record has to change all that follow. */
export interface EvidenceRecord extends Deed {
  readonly seq: number;
  /** Hash of the record before it; 64 zeros for the first. */
  readonly previous: string;
  readonly hash: string;
}

/** The end of a chain: all that the next record needs. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
}

/** The chain before its first record. */
export const chainStart: ChainEnd = { seq: 0, hash: "0".repeat(64) };

/** The record of a deed at the end of a chain. */
export function chained(end: ChainEnd, deed: Deed): EvidenceRecord {
  const record = { ...deed, seq: end.seq + 1, previous: end.hash };
  return { ...record, hash: hashOf(record) };
}

/** The first record, by its `seq`, that does not follow from those before it; undefined for a sound chain. */
export function brokenAt(records: readonly EvidenceRecord[]): number | undefined {
  let end = chainStart;
  for (const { hash, ...record } of records) {
    if (record.seq !== end.seq + 1 || record.previous !== end.hash || hashOf(record) !== hash) return record.seq;
    end = { seq: record.seq, hash };
  }
  return undefined;
}

function hashOf(record: Omit<EvidenceRecord, "hash">): string {
  return createHash("sha256").update(canonical(record)).digest("hex");
}

/** JSON with sorted keys, so that a record that was stored and read hashes as before. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).filter(([, field]) => field !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(",")}}`;
}
