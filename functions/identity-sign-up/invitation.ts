import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { objectIn } from "../shared/json";

/** Whose invitations count. */
export interface Invitations {
  /** Verifies what the platform's own side has signed; a function of AWS never has the other half. */
  readonly key: KeyObject;
  /** Who invitations are for: those of another stack are none here. */
  readonly audience: string;
}

/** Longest invitation that is looked at: an address and a signature take a few hundred bytes. */
const longest = 2048;

/**
 * A public key on the curve P-256, out of its DER form as text, which is how KMS hands it out.
 *
 * @throws {Error} when it is none.
 */
export function invitationKey(base64: string): KeyObject {
  const key = createPublicKey({ key: Buffer.from(base64, "base64"), format: "der", type: "spki" });
  if (key.asymmetricKeyDetails?.namedCurve !== "prime256v1") throw new Error("the key of invitations is of another kind: want a public key on the curve P-256, as DER in base64");
  return key;
}

/**
 * Whether a token invites the owner of an address: a JSON Web Token, signed by ES256, of the claims `email`, `aud` and `exp`. It was sent to that address alone, so whoever
 * brings it reads what arrives there.
 *
 * Source: RFC 7515, section 3.1; RFC 7518, section 3.4; RFC 7519, section 4.1.
 */
export function invites(token: string | undefined, email: string | undefined, { key, audience, at }: Invitations & { readonly at: Date }): boolean {
  const [, head, body, signature] = token === undefined || token.length > longest ? [] : /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(token) ?? [];
  if (head === undefined || body === undefined || signature === undefined || email === undefined) return false;
  const { alg } = objectIn(textOf(head)) ?? {};
  if (alg !== "ES256" || !verify("sha256", Buffer.from(`${head}.${body}`), { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"))) return false;
  const { email: invited, aud, exp } = objectIn(textOf(body)) ?? {};
  return typeof invited === "string" && invited.toLowerCase() === email.toLowerCase() && aud === audience && typeof exp === "number" && at.getTime() < exp * 1000;
}

const textOf = (part: string): string => Buffer.from(part, "base64url").toString("utf8");
