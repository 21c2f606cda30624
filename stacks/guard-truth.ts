import { activationName, activeOf, isHeld, newestOf } from "../protocol/epochs";
import { type ControlView } from "../protocol/ports";

/** What the control table of one place says, as that place answered. */
export type TableSaid =
  | { readonly kind: "silent"; readonly why: string }
  | { readonly kind: "absent" }
  | { readonly kind: "record" } & Pick<ControlView, "locks" | "standings">;

/** What RDS says of the global database, as one place answered. */
export type DatabaseSaid =
  | { readonly kind: "silent"; readonly why: string }
  | { readonly kind: "absent" }
  /** The place with the writer; undefined where no member has that role. */
  | { readonly kind: "stands"; readonly writer: string | undefined };

/** What a place answered, within its patience. */
export interface Said {
  readonly place: string;
  readonly table: TableSaid;
  readonly database: DatabaseSaid;
}

/** What the settings say, and what they are held against. */
export interface Claim {
  readonly primary: string;
  readonly epoch: number;
  /** The place that is active before anything was recorded, with epoch 1. */
  readonly born: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const switchOff = 'set understudy:guard to "off" for this deployment once you know who is active';

/**
 * Why settings must not be deployed, a sentence each; none when both are the same and nobody is moving the platform. What nobody answers is
 * never assumed: a default would be the place that was lost.
 */
export function guardProblems(claim: Claim, said: readonly Said[]): readonly string[] {
  const records = said.flatMap(({ table }) => (table.kind === "record" ? [table] : []));
  if (records.length === 0) return unrecordedProblems(claim, said);
  const standings = newestOf(records), recorded = activeOf({ standings });
  const place = recorded ?? claim.born, epoch = standings[place]?.epoch ?? 1;
  return [...lockProblems(records, claim.now), ...staleProblems(claim, { place, epoch }), ...writerProblems(place, said, { isRecorded: recorded !== undefined })];
}

/** Nothing is recorded where nothing is built. */
function unrecordedProblems(claim: Claim, said: readonly Said[]): readonly string[] {
  const silent = said.flatMap(({ place, table }) => (table.kind === "silent" ? [`${place}: ${table.why}`] : []));
  const standing = said.filter(({ database }) => database.kind === "stands").map(({ place }) => place);
  const gone = said.filter(({ table }) => table.kind === "absent").map(({ place }) => place);
  if (silent.length === said.length) {
    return [`no place says who is active (${silent.join("; ")}): want an answer of one; look at your credentials and your way to AWS, or ${switchOff}`];
  }
  if (silent.length > 0) {
    return [`${gone.join(" and ")} has no control table, and the other place does not answer (${silent.join("; ")}): want an answer of both before a first deployment; try again, or ${switchOff}`];
  }
  if (standing.length > 0) {
    return [`there is no control table, and RDS in ${standing.join(" and ")} has the database: want both or neither; restore the table, or ${switchOff}`];
  }
  return [...databaseSilence(said), ...staleProblems(claim, { place: claim.born, epoch: 1 })];
}

function staleProblems({ primary, epoch }: Claim, active: { readonly place: string; readonly epoch: number }): readonly string[] {
  if (primary === active.place && epoch === active.epoch) return [];
  return [`understudy:primary is ${primary} and understudy:epoch ${String(epoch)}, want ${active.place} and ${String(active.epoch)}, which the platform has recorded: ` +
    "run `npm run failover -- sync-config`, commit what it writes, and deploy again"];
}

function lockProblems(records: readonly Pick<ControlView, "locks">[], now: number): readonly string[] {
  const held = new Map(records.flatMap(({ locks }) => Object.entries(locks).flatMap(([place, lock]) => (isHeld(lock, now) ? [[place, lock] as const] : []))));
  return [...held].map(([place, { owner, epoch, leaseUntil }]) =>
    `${place} is being activated by ${owner} with epoch ${String(epoch)}, and its lease lasts another ${String(Math.ceil((leaseUntil - now) / 1000))} s: want no activation under way; ` +
    `wait for its end, or \`npm run failover -- abort ${activationName(place, epoch)}\``);
}

function writerProblems(active: string, said: readonly Said[], { isRecorded }: { readonly isRecorded: boolean }): readonly string[] {
  const answered = said.flatMap(({ place, database }) => (database.kind === "stands" ? [{ place, writer: database.writer }] : []));
  const writers = [...new Set(answered.flatMap(({ writer }) => writer ?? []))];
  if (writers.length > 1) return [`RDS has a writer in ${writers.join(" and in ")}, want one: follow docs/runbooks/split-brain.md before a deployment`];
  const [writer] = writers;
  if (writer !== undefined) {
    return writer === active ? [] : [`${active} is the active place by its record, and RDS has the writer in ${writer}, want both in one place: look at \`npm run failover -- status\` before a deployment`];
  }
  const silence = databaseSilence(said);
  if (silence.length > 0 || !isRecorded) return silence;
  return [`RDS has no writer of the database, want it in ${active}: look at \`npm run failover -- status\`, or ${switchOff}`];
}

/** RDS answered nowhere. */
function databaseSilence(said: readonly Said[]): readonly string[] {
  const silent = said.flatMap(({ place, database }) => (database.kind === "silent" ? [`${place}: ${database.why}`] : []));
  return silent.length < said.length ? [] : [`RDS says in no place who writes (${silent.join("; ")}): want an answer of one; try again, or ${switchOff}`];
}
