import { namedBy } from "../../protocol/simulated";
import { type Design } from "./variants";
import { type World } from "./world";

/** True while P tells health checkers that it writes. */
function claimsP({ p, accepting, path, fenceSeen }: World): boolean {
  return p !== "down" && accepting && path && !fenceSeen;
}

/** What the records come to, by the rule that the simulated places follow too. Every combination, since it is asked for in every state. */
const named = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
  namedBy({ keys: ["P", "S"] }, { role: { P: (bits & 4) !== 0, S: (bits & 2) !== 0 }, lever: { P: false, S: (bits & 1) !== 0 } }));

/** The place that DNS names. S says that it writes as soon as it does. */
export function dns(world: World, { roleChecks }: Design): "P" | "S" {
  const pulled = world.lever && world.leverStore;
  if (!roleChecks) return pulled ? "S" : "P";
  return named[(claimsP(world) ? 4 : 0) + (world.writer === "S" ? 2 : 0) + (pulled ? 1 : 0)] === "S" ? "S" : "P";
}

/** What has to hold in every state, or what every step from a state to the next has to keep. Neither may tell one run from the other. */
export interface Invariant {
  readonly says: string;
  readonly holds?: (world: World, design: Design) => boolean;
  readonly keeps?: (world: World, before: World) => boolean;
}

/** The promises of the protocol, by the names that its design gives them. */
export const invariants: Readonly<Record<string, Invariant>> = {
  I1: {
    says: "DNS never names S while S does not write",
    holds: (world, design) => world.writer === "S" || dns(world, design) !== "S",
  },
  I2: {
    says: "two places write only after somebody accepted it",
    holds: ({ writer, p, accepting, path, accepted }) => writer !== "S" || p === "down" || !accepting || !path || accepted,
  },
  I3: {
    says: "one run at most has a call to the database on its way under its own lock",
    holds: ({ runs, owner }) => runs.filter(({ at }, index) => at === "sent" && owner === index).length <= 1,
  },
  I4: {
    says: "once committed, nothing takes a primary's size from S",
    keeps: ({ capacity }, before) => before.commits === 0 || !before.capacity || capacity,
  },
  I5: {
    says: "once committed, DNS names S whatever becomes of the lever's store, unless P can neither be reached nor be told",
    holds: (world, design) => world.commits === 0 || world.p === "grey" || claimsP(world) || dns(world, design) === "S",
  },
  I7: {
    says: "one failover is committed once",
    holds: ({ commits }) => commits <= 1,
  },
};

/** True where the failover is through: users are at S, S writes, and everybody knows. */
export function isServed(world: World, design: Design): boolean {
  return world.commits > 0 && world.writer === "S" && dns(world, design) === "S";
}
