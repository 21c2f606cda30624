import type { Joined } from "./memberships";
import type { PoolGroups } from "./pool-groups";
import { attributesOf, inTime, reasonOf, type Log } from "./trigger";

/** What joining needs of the world. */
export interface JoinPorts {
  readonly groups: PoolGroups;
  readonly joined: Joined;
  readonly log: Log;
}

/** Whom Cognito asks about, as far as groups go. */
export interface Joiner {
  readonly userPoolId: string;
  readonly userName: string;
  readonly request: { readonly userAttributes?: Readonly<Record<string, string>> | null };
}

/** Milliseconds that joining may take, where a person waits for a token. */
const patienceMs = 2_000;

/** Puts somebody into groups and notes it. Nothing is noted before they are in all of them: what failed is tried again, and is done once. */
export async function join({ userPoolId, userName, request }: Joiner, wanted: readonly string[], { groups, joined }: JoinPorts): Promise<void> {
  const { sub } = attributesOf(request);
  if (sub === undefined || wanted.length === 0) return;
  await Promise.all(wanted.map((group) => groups.add(userPoolId, userName, group)));
  await joined.note(sub, wanted);
}

/** What joins late, where, and the most that it may take. */
export interface LatePorts extends JoinPorts {
  /** Where this runs: the ID of a pool begins with the region where it was born. */
  readonly region: string;
  /** Milliseconds for all of it. @defaultValue what a trigger has to spare */
  readonly patience?: number;
}

/**
 * Groups that somebody was never put into, out of those that they are not in: from now on they are, in this token already. A replica of a pool takes no change: there they
 * are in the token alone, until the place where the pool was born hands out the next one. What fails is written down and keeps nobody from a token.
 */
export async function joinLate(joiner: Joiner, missing: readonly string[], { region, patience = patienceMs, ...ports }: LatePorts): Promise<readonly string[]> {
  const { sub } = attributesOf(joiner.request);
  if (sub === undefined || missing.length === 0) return [];
  const troubled = (trouble: string) => (error: unknown): undefined => { ports.log.error(trouble, { userId: sub, reason: reasonOf(error) }); };
  const before = await inTime(ports.joined.of(sub), patience / 2).catch(troubled("nobody knows what the user has joined: the token has the groups of the pool alone"));
  const wanted = before === undefined ? [] : missing.filter((group) => !before.includes(group));
  if (joiner.userPoolId.startsWith(`${region}_`)) await inTime(join(joiner, wanted, ports), patience / 2).catch(troubled("the user has not joined the groups of all: the next token tries again"));
  return wanted;
}
