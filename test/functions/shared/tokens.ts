import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import type { KeptKeys } from "../../../functions/shared/kept-keys";
import type { Issuer, PublicKey } from "../../../functions/shared/public-keys";

/** A pair of keys as Cognito has them, made for the test. */
export interface Signer {
  readonly publicKey: PublicKey;
  readonly privateKey: KeyObject;
}

/** A pair of keys, of half the bits that Cognito takes: those take half a second to find. */
export function signer(kid: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const { n = "", e = "" } = publicKey.export({ format: "jwk" });
  return { publicKey: { kid, kty: "RSA", alg: "RS256", use: "sig", n, e }, privateKey };
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token over claims, signed. The header can be forged. */
export function token(claims: Readonly<Record<string, unknown>>, { publicKey, privateKey }: Signer, header: Readonly<Record<string, unknown>> = {}): string {
  const text = `${encoded({ alg: "RS256", kid: publicKey.kid, ...header })}.${encoded(claims)}`;
  return `${text}.${sign("sha256", Buffer.from(text), privateKey).toString("base64url")}`;
}

/** What a token says, whoever signed it. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Readonly<Record<string, unknown>>;
}

/** Keys in memory, and how often each place's were read. A place that is undefined cannot be read. */
export class FakeKept implements KeptKeys {
  readonly reads: string[] = [];
  constructor(readonly places: Record<string, readonly PublicKey[] | undefined>) {}

  read(place: string): Promise<readonly PublicKey[]> {
    this.reads.push(place);
    const keys = this.places[place];
    return keys === undefined ? Promise.reject(new Error("the table does not answer")) : Promise.resolve(keys);
  }
}

/** Issuers in memory, and who was asked. Whoever is not there does not answer. */
export class FakeIssuer implements Issuer {
  readonly asked: string[] = [];
  constructor(readonly shows: Record<string, readonly PublicKey[]>) {}

  keysOf(issuer: string): Promise<readonly PublicKey[]> {
    this.asked.push(issuer);
    return Promise.resolve(this.shows[issuer] ?? []);
  }
}
