import type { KeyKeeper } from "../shared/kept-keys";
import type { Issuer } from "../shared/public-keys";

/** What renewing keys needs of the world. */
export interface RenewalPorts {
  readonly issuer: Issuer;
  readonly keeper: KeyKeeper;
  readonly now: () => Date;
}
