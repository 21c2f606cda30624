/** Names of everything that can go wrong by design. A state machine retries and catches by them, so they never change. */
export type FailureName =
  "LockBusy" | "LeaseLost" | "Refused" | "Throttled" | "Unreachable" | "OperationUnderWay" | "Superseded" | "Held" | "Aborted";

/**
 * A failure that the protocol knows what to do about. Its `name` is what Step Functions matches, since a function reports
 * an error under its name.
 *
 * - `LockBusy`: another activation, or a deployment, holds the lock.
 * - `LeaseLost`: this activation's lock belongs to somebody else now; it must touch nothing any more.
 * - `Refused`: the call was understood and denied; asking again changes nothing.
 * - `Throttled`: asking again later may succeed.
 * - `Unreachable`: no answer. The call may have happened.
 * - `OperationUnderWay`: the database is being moved already; look again before anything else.
 * - `Superseded`: a newer epoch has been committed.
 * - `Held`: people have to look; the lock is kept until its lease ends.
 * - `Aborted`: given up before promotion, with everything put back.
 */
export class Failure extends Error {
  override readonly name: FailureName;

  constructor(name: FailureName, message: string) {
    super(message);
    this.name = name;
  }
}

/** True for a failure of one of the names. */
export function isFailure(error: unknown, ...names: readonly FailureName[]): error is Failure {
  return error instanceof Failure && (names.length === 0 || names.includes(error.name));
}

/** What an error says, in one line that fits into a record. */
export function tellingOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
