import type { Tries } from "../shared/sign-ins";
import type { Log } from "../shared/trigger";

/** Whoever made a CAPTCHA, and says whether it was solved. */
export interface Captcha {
  /** Rejects when that cannot be said. */
  passes(token: string): Promise<boolean>;
}

/** What verifying an answer needs of the world. */
export interface VerifyPorts {
  readonly tries: Tries;
  /** Absent without CAPTCHAs. */
  readonly captcha?: Captcha | undefined;
  readonly now: () => Date;
  readonly log: Log;
}
