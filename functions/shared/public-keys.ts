import { isObject } from "./json";

/** A public key that tokens are signed with. Source: RFC 7517, and RFC 7518, section 6.3.1. */
export interface PublicKey {
  readonly kid: string;
  readonly kty: "RSA";
  readonly n: string;
  readonly e: string;
  readonly alg?: string;
  readonly use?: string;
}

/** Everything in a document of keys that can verify a signature; nothing where it is no such document. */
export function publicKeysIn(document: unknown): readonly PublicKey[] {
  const keys = isObject(document) ? document["keys"] : undefined;
  return Array.isArray(keys) ? keys.flatMap((key) => publicKey(key)) : [];
}

function publicKey(value: unknown): PublicKey[] {
  if (!isObject(value)) return [];
  const { kid, kty, n, e, alg, use } = value;
  if (typeof kid !== "string" || kty !== "RSA" || typeof n !== "string" || typeof e !== "string" || (use !== undefined && use !== "sig")) return [];
  return [{ kid, kty, n, e, ...(typeof alg === "string" && { alg }), ...(use === "sig" && { use }) }];
}

/** The keys of several documents, each once; of two with one name, the later one. */
export function united(documents: readonly (readonly PublicKey[])[]): readonly PublicKey[] {
  return [...new Map(documents.flat().map((key) => [key.kid, key])).values()].sort((a, b) => a.kid.localeCompare(b.kid));
}

/** Whoever signs tokens, as far as its public keys go. */
export interface Issuer {
  /** Keys that it shows now; nothing where it does not answer in time. */
  keysOf(issuer: string): Promise<readonly PublicKey[]>;
}
