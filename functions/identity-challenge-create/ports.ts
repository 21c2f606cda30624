import type { Mail } from "../shared/mail";
import type { Tries } from "../shared/sign-ins";
import type { Log } from "../shared/trigger";

/** What making a challenge needs of the world. */
export interface CreatePorts {
  readonly mail: Mail;
  readonly tries: Tries;
  readonly now: () => Date;
  readonly log: Log;
}
