import type { LetterAttributes } from "../shared/letterboxes";
import type { Mail } from "../shared/mail";
import type { LastSignIns } from "../shared/sign-ins";
import type { Log } from "../shared/trigger";

/** What a sign-in that is done needs of the world. */
export interface SignedInPorts {
  readonly signIns: LastSignIns;
  /** Makes the registry of devices say where the user gets letters. */
  readonly letterboxes: { keep(userId: string, attributes: LetterAttributes): Promise<void> };
  /** Absent where the place sends no mail of its own. */
  readonly mail?: Mail | undefined;
  readonly log: Log;
  readonly now: () => Date;
}
