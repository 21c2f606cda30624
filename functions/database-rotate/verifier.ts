import { createHash, createHmac, pbkdf2Sync } from "node:crypto";

/** Rounds that PostgreSQL itself uses. Source: PostgreSQL documentation, `scram_iterations`. */
const rounds = 4096;

/**
 * What PostgreSQL keeps in place of a password. Sent instead of it, the password itself is in no statement, and so in no
 * log of statements. Passwords are printable ASCII, for which SASLprep changes nothing.
 * Source: RFC 5802, section 3, and RFC 7677; PostgreSQL documentation, `pg_authid`, rolpassword.
 *
 * @throws {Error} when the password has other characters.
 */
export function verifierOf(password: string, salt: Buffer): string {
  if (!/^[\x21-\x7e]+$/.test(password)) throw new Error("the new password has characters that are not printable ASCII: want no others");
  const salted = pbkdf2Sync(password, salt, rounds, 32, "sha256");
  const stored = createHash("sha256").update(hmac(salted, "Client Key")).digest("base64");
  return `SCRAM-SHA-256$${rounds}:${salt.toString("base64")}$${stored}:${hmac(salted, "Server Key").toString("base64")}`;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** Statement that changes a password. A verifier has no quotes; a name is quoted. */
export function changePassword(username: string, verifier: string): string {
  return `ALTER ROLE "${username.replaceAll('"', '""')}" PASSWORD '${verifier}'`;
}
