/** How what is written in one place comes to the other. */
export type Carriage =
  /** A global database, a global table, a replicated secret. */
  | { readonly kind: "aurora" | "dynamodb" | "secrets" }
  /** Buckets that copy each other's objects; with time control, AWS answers for how soon. */
  | { readonly kind: "s3"; readonly timeControl: boolean }
  /** Backups that are copied to the other place: how far apart they are made, and how long each may take to start and to finish. */
  | { readonly kind: "backup"; readonly of: string; readonly everySeconds: number; readonly startSeconds: number; readonly finishSeconds: number }
  /** Nothing carries it: what only the lost place had is lost. */
  | { readonly kind: "nothing"; readonly of: string };

/** What the loss of a region may cost of one kind of data. */
export interface Loss {
  /** Kind of data, such as `tables`. */
  readonly of: string;
  /** Seconds of writes; infinite where all is lost, undefined where AWS gives no figure. */
  readonly seconds: number | undefined;
  /** `typical`: what AWS observes, and does not promise. `contract`: a service level agreement. `schedule`: what the plan of backups adds up to. */
  readonly basis: "typical" | "contract" | "schedule" | "none";
}

/**
 * Source: Amazon Aurora User Guide, "Using Amazon Aurora Global Database": a typical latency of less than a second.
 * Source: DynamoDB Developer Guide, "How DynamoDB global tables work", multi-Region eventual consistency: usually within a second or less.
 */
const typicalLagSeconds = { aurora: 1, dynamodb: 1 } as const;

/** Source: Amazon S3 Replication Time Control SLA: 99.9 % of a month's objects within 15 minutes. */
const timeControlSeconds = 15 * 60;

/** What the loss of a region costs at its worst, kind by kind. Kinds stand side by side and do not add up: see {@link worstOf}. */
export function lossesOf(carriages: readonly Carriage[]): readonly Loss[] {
  return carriages.map(lossOf);
}

function lossOf(carriage: Carriage): Loss {
  switch (carriage.kind) {
    case "aurora": return { of: "database", seconds: typicalLagSeconds.aurora, basis: "typical" };
    case "dynamodb": return { of: "tables", seconds: typicalLagSeconds.dynamodb, basis: "typical" };
    case "secrets": return { of: "secrets", seconds: undefined, basis: "none" };
    case "s3": return carriage.timeControl ? { of: "objects", seconds: timeControlSeconds, basis: "contract" } : { of: "objects", seconds: undefined, basis: "none" };
    // Until the copy has arrived, the backup before it is the last: how long a copy takes, AWS gives no figure for.
    case "backup": return { of: carriage.of, seconds: carriage.everySeconds + carriage.startSeconds + carriage.finishSeconds, basis: "schedule" };
    case "nothing": return { of: carriage.of, seconds: Number.POSITIVE_INFINITY, basis: "none" };
  }
}

/** The longest of several losses. `open` where one of them has no figure, so that it may be longer. Undefined where there is no figure at all. */
export function worstOf(losses: readonly Loss[]): { readonly seconds: number; readonly open: boolean } | undefined {
  const known = losses.flatMap(({ seconds }) => seconds ?? []);
  return known.length === 0 ? undefined : { seconds: Math.max(...known), open: known.length < losses.length };
}
