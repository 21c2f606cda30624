/** Path at which every place says whether it is the active one. */
export const rolePath = "/healthz/role";

/**
 * What a place answers at {@link rolePath} while it holds the database's writer. A checker looks for it in the first
 * 5,120 bytes and minds its case.
 * Source: Route 53 Developer Guide, "How Route 53 determines whether a health check is healthy".
 */
export const roleMark = "ROLE=ACTIVE";

/** What a place saw of itself, in its own database and its own replica of the control table. */
export interface Sight {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Whether the local database takes writes. */
  readonly writer: boolean;
  /** Epoch under which this place last became active; 0 before it ever did by a failover. */
  readonly epoch: number;
  /** The highest epoch of any other place in the database. */
  readonly otherEpoch: number;
  /** Epoch that this place was told to yield to; 0 when nobody told it. */
  readonly fence: number;
}

/** What goes back to whoever asked. */
export interface HealthAnswer {
  readonly status: 200 | 503;
  readonly body: string;
}

/** Seconds between two looks. A fence is obeyed within that. */
export const lookSeconds = 5;

/** Seconds that the last sight counts while nothing newer is seen: a database that is silent for a moment is not another's. */
export const holdSeconds = 60;

/** Whether the place is the active one, and why not. Exact about the role, and silent about everything else. */
export function roleOf(sight: Sight | undefined, now: number): { readonly active: boolean; readonly why: string } {
  if (sight === undefined) return { active: false, why: "nothing was seen yet" };
  if (now - sight.at > holdSeconds * 1000) return { active: false, why: "the database has not been seen for too long" };
  if (!sight.writer) return { active: false, why: "the database follows another one" };
  if (sight.fence > sight.epoch) return { active: false, why: `told to yield to epoch ${String(sight.fence)}` };
  if (sight.otherEpoch > sight.epoch) return { active: false, why: `another place has epoch ${String(sight.otherEpoch)}` };
  return { active: true, why: `epoch ${String(sight.epoch)}` };
}

/** The answer at {@link rolePath}. */
export function roleAnswer(sight: Sight | undefined, now: number): HealthAnswer {
  const { active, why } = roleOf(sight, now);
  return active ? { status: 200, body: `${roleMark}\n${why}\n` } : { status: 503, body: `ROLE=STANDBY\n${why}\n` };
}
