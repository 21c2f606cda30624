import { united } from "../shared/public-keys";
import type { RenewalPorts } from "./ports";

/** What keys are renewed for. */
export interface Renewal {
  readonly place: string;
  /** Addresses that show the same keys. */
  readonly issuers: readonly string[];
}

/** What became of it. */
export type Outcome =
  | { readonly state: "renewed"; readonly keys: readonly string[] }
  /** Nobody answered: what was there stays, and still verifies. */
  | { readonly state: "kept"; readonly keys: readonly string[] };

/**
 * Keeps the keys that the issuer shows, while it answers.
 *
 * @throws {Error} when nobody answers and nothing is kept: then nobody can come in here.
 */
export async function renew({ place, issuers }: Renewal, { issuer, keeper, now }: RenewalPorts): Promise<Outcome> {
  const shown = united(await Promise.all(issuers.map((each) => issuer.keysOf(each))));
  if (shown.length > 0) {
    await keeper.keep(place, shown, now());
    return { state: "renewed", keys: shown.map(({ kid }) => kid) };
  }
  const kept = await keeper.read(place);
  if (kept.length === 0) throw new Error(`${issuers.join(" and ")} shows no keys, and ${place} has kept none: want an answer once, before tokens can be verified`);
  return { state: "kept", keys: kept.map(({ kid }) => kid) };
}
