/** Decisions of the design that the checker can take back, one at a time. */
export interface Design {
  /** `acked`: P itself confirms that it stopped writing. `looks-down`: P is taken for fenced once it looks down. */
  readonly fence: "acked" | "looks-down";
  /** A new run looks whether the activation was committed already. */
  readonly looksBeforeItStarts: boolean;
  /** A new run may start when the database has moved and nobody committed. */
  readonly startsHalfWay: boolean;
  /** The lock of a run that died ends by itself. */
  readonly leaseEnds: boolean;
  /** Each step fails once somebody else has the lock. */
  readonly fencingToken: boolean;
  /** Records follow what each place says of itself, beside the lever. */
  readonly roleChecks: boolean;
  /** Traffic is claimed only by a place that writes. */
  readonly routeAfterWriter: boolean;
  /** What a deployment does to S's size: `computed` from the settings; `ignored`, where the API puts back what the state says. */
  readonly size: "computed" | "ignored";
  /** A deployment first looks who is active, and whether somebody is at work. */
  readonly guard: boolean;
}

/** As it is built. */
export const design: Design = {
  fence: "acked", looksBeforeItStarts: true, startsHalfWay: true, leaseEnds: true, fencingToken: true, roleChecks: true, routeAfterWriter: true, size: "computed", guard: true,
};

/** A design with one decision taken back, and what has to come of it. */
export interface Mutant {
  readonly name: string;
  readonly design: Design;
  /** Invariants that it breaks at least, by their names; `stuck` for states from which nothing leads on. */
  readonly breaks: readonly string[];
}

const without = (name: string, change: Partial<Design>, breaks: readonly string[]): Mutant => ({ name, design: { ...design, ...change }, breaks });

/** Designs that somebody might take for good. */
export const mutants: readonly Mutant[] = [
  without("a place that looks down is taken for fenced", { fence: "looks-down" }, ["I2"]),
  without("a new run does not look whether it was done already", { looksBeforeItStarts: false }, ["I7"]),
  without("no new run once the database has moved", { startsHalfWay: false }, ["stuck"]),
  without("a lock without an end", { leaseEnds: false }, ["stuck"]),
  without("steps without a fencing token", { fencingToken: false }, ["I2", "I7"]),
  without("the lever alone, without role checks", { roleChecks: false }, ["I5"]),
  without("traffic before the writer, without role checks", { routeAfterWriter: false, roleChecks: false }, ["I1", "I5"]),
  without("a size that deployments ignore", { size: "ignored" }, ["I4"]),
  without("deployments without a guard", { guard: false }, ["I4"]),
];
