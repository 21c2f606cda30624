import { deleteAccount } from "../api/operations";
import { Refusal } from "../api/refusal";
import type { AccountDeletion } from "../api/schemas";
import { on, type Answered } from "../api/serve";
import type { Deletions } from "../shared/deletion";

export interface AccountPorts {
  readonly deletions: Pick<Deletions, "request">;
  readonly now: () => Date;
}

/**
 * Takes the wish to be forgotten. It is only written down: a place whose user pool is a replica cannot delete a user, and
 * what has to go is in both places. The eraser of each place does the rest, however often it has to try.
 */
export function accountAnswers({ deletions, now }: AccountPorts): readonly Answered[] {
  return [on(deleteAccount, async ({ caller: { userId, username } }) => {
    if (username === undefined) throw new Refusal(403, "no_token", "the account is known by its token alone: send one");
    const { requestedAt, state } = await deletions.request({ userId, username, requestedAt: now().toISOString() });
    const answer: AccountDeletion = { requestedAt, state };
    return { status: 202, body: answer };
  })];
}
