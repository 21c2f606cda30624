import type { JwksCache, Jwks, JwkWithKid } from "aws-jwt-verify/jwk";
import { JwtBaseError } from "aws-jwt-verify/error";
import { united, type PublicKey } from "../shared/public-keys";
import type { VerifierPorts } from "./ports";

export interface KeyRingArgs {
  /** Places whose kept keys count, this one first. */
  readonly places: readonly string[];
  /** Addresses that are asked for a key that nobody has kept. */
  readonly issuers: readonly string[];
}

/** A token is signed with a key that nobody knows. */
class UnknownKey extends JwtBaseError {}

/** No key at all is known, so nothing can be said of any token. */
class NoKeys extends Error {}

/** Milliseconds after which kept keys are read again, and before which issuers are not asked again: a forged token must not make this a flood. */
const spans = { rereadMs: 10 * 60_000, askMs: 60_000 } as const;

/**
 * The keys that tokens of the one user pool are verified with. They come from what this place has kept. A key that is not there is looked
 * for once more: kept since, or shown by an issuer that answers.
 */
export class KeyRing implements JwksCache {
  readonly #args: KeyRingArgs;
  readonly #ports: VerifierPorts;
  #keys: readonly PublicKey[] = [];
  #readAt = -Infinity;
  #askedAt = -Infinity;

  constructor(args: KeyRingArgs, ports: VerifierPorts) {
    this.#args = args;
    this.#ports = ports;
  }

  async getJwk(_uri: string, { header }: Parameters<JwksCache["getJwk"]>[1]): Promise<JwkWithKid> {
    const find = (): PublicKey | undefined => this.#keys.find(({ kid }) => kid === header.kid);
    if (this.#ports.now() - this.#readAt > spans.rereadMs) await this.reread();
    const key = find() ?? (await this.look(), find());
    if (key !== undefined) return { ...key };
    if (this.#keys.length === 0) throw new NoKeys("no keys are kept here and no issuer answers: want token-keys to have run once");
    throw new UnknownKey(`no key is called ${String(header.kid)}`);
  }

  getCachedJwk(): JwkWithKid {
    throw new Error("keys are looked up in time: want verify, not verifySync");
  }

  addJwks(): void {
    // The ring is filled from what the place has kept, and from nowhere else.
  }

  getJwks(): Promise<Jwks> {
    return Promise.resolve({ keys: this.#keys.map((key) => ({ ...key })) });
  }

  /** What is kept replaces what was known; where nothing can be read, what was known stays. */
  private async reread(): Promise<void> {
    this.#readAt = this.#ports.now();
    for (const place of this.#args.places) {
      const kept = await this.#ports.kept.read(place).catch(() => []);
      if (kept.length === 0) continue;
      this.#keys = kept;
      return;
    }
  }

  /** One more look for a key that is not there. */
  private async look(): Promise<void> {
    const now = this.#ports.now();
    if (now - this.#askedAt <= spans.askMs) return;
    this.#askedAt = now;
    await this.reread();
    const shown = await Promise.all(this.#args.issuers.map((issuer) => this.#ports.issuer.keysOf(issuer)));
    this.#keys = united([this.#keys, ...shown]);
  }
}
