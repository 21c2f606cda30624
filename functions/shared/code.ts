import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** As much of a code as has to be known to verify it: never the code itself. */
export interface SealedCode {
  readonly salt: string;
  readonly hash: string;
  /** Second since 1970. */
  readonly expiresAt: number;
}

/** Digits of a code: one guess in a million. */
const digits = 6;

/** A code that nobody can foresee. */
export function newCode(): string {
  return String(randomInt(10 ** digits)).padStart(digits, "0");
}

/** A code, sealed for one user. Cognito encrypts the session that holds it; the salt keeps seals of one code apart. */
export function seal(code: string, userId: string, expiresAt: number): SealedCode {
  const salt = randomBytes(16).toString("hex");
  return { salt, hash: hashOf(code, userId, salt), expiresAt };
}

/** Whether an answer is the code: with any spaces that people put in, and in the same time whether right or wrong. */
export function opens(answer: string, sealed: SealedCode, { userId, at }: { readonly userId: string; readonly at: Date }): boolean {
  const given = Buffer.from(hashOf(answer.replace(/\s/g, ""), userId, sealed.salt), "hex");
  const wanted = Buffer.from(sealed.hash, "hex");
  return given.length === wanted.length && timingSafeEqual(given, wanted) && at.getTime() < sealed.expiresAt * 1000;
}

/** A sealed code as Cognito keeps it in a session. */
export function toMetadata({ salt, hash, expiresAt }: SealedCode): string {
  return `code:${salt}:${hash}:${String(expiresAt)}`;
}

/** A sealed code out of a session; nothing where there is none. */
export function fromMetadata(metadata: string | undefined): SealedCode | undefined {
  const [, salt, hash, expiresAt] = /^code:([0-9a-f]{32}):([0-9a-f]{64}):(\d+)$/.exec(metadata ?? "") ?? [];
  return salt === undefined || hash === undefined || expiresAt === undefined ? undefined : { salt, hash, expiresAt: Number(expiresAt) };
}

function hashOf(code: string, userId: string, salt: string): string {
  return createHash("sha256").update(`${salt}\0${userId}\0${code}`).digest("hex");
}
