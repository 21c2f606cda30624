import type { KeptKeys } from "../shared/kept-keys";
import type { Issuer } from "../shared/public-keys";

/** What verifying needs of the world. */
export interface VerifierPorts {
  readonly kept: KeptKeys;
  readonly issuer: Issuer;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
