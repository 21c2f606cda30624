import type { Deletion, Deletions } from "../shared/deletion";

/** Something that a place can forget about a user, again and again without harm. */
export interface Trace {
  /** Such as `devices`, for the log. */
  readonly name: string;
  erase(user: Pick<Deletion, "userId" | "username">): Promise<void>;
}

/** What erasing needs of the world. */
export interface ErasePorts {
  readonly deletions: Omit<Deletions, "request">;
  /** In the order in which they go: who could make more of the others goes first. */
  readonly traces: readonly Trace[];
  /** Whether this place ends deletions: the one whose user pool is the original. */
  readonly ends: boolean;
  readonly place: string;
  readonly places: readonly string[];
  readonly now: () => Date;
}

/**
 * Longest that a token of a deleted user may still be good for, with an hour to spare: until then the user could come back to
 * what was erased, so it is erased again, and only then called done.
 * Source: Cognito API, `CreateUserPoolClient`, AccessTokenValidity and IdTokenValidity: one day at most.
 */
const settleHours = 25;

/** What became of one deletion, for the log. */
export type Progress = "erased, and waits for tokens to expire" | "erased here" | "done" | "failed";

/** Erases everybody who has asked for it. One who cannot be erased now keeps nobody else waiting, and is tried again. */
export async function eraseAll(ports: ErasePorts, witness: (userId: string, progress: Progress, error?: unknown) => void): Promise<void> {
  const failed: string[] = [];
  for (const deletion of await ports.deletions.open()) {
    try {
      witness(deletion.userId, await erase(deletion, ports));
    } catch (error) {
      witness(deletion.userId, "failed", error);
      failed.push(deletion.userId);
    }
  }
  if (failed.length > 0) throw new Error(`${failed.length} accounts could not be erased: see the log; they are tried again`);
}

async function erase(deletion: Deletion, { deletions, traces, ends, place, places, now }: ErasePorts): Promise<Progress> {
  for (const trace of traces) await trace.erase(deletion);
  const at = now();
  if (at.getTime() - Date.parse(deletion.requestedAt) < settleHours * 3_600_000) return "erased, and waits for tokens to expire";
  await deletions.erasedIn(deletion.userId, { place, at });
  if (!ends) return "erased here";
  const clean = await deletions.placesWithout(deletion.userId);
  if (!places.every((each) => clean.includes(each))) return "erased here";
  await deletions.close(deletion.userId, at);
  return "done";
}
