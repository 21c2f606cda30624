import { objectIn } from "./json";
import type { Login } from "./ports";

/** What the secret of the master user holds. Whatever else is in it stays as it is. */
export interface MasterSecret extends Login {
  readonly [key: string]: unknown;
}

/**
 * Reads the text of the secret.
 *
 * @throws {Error} that tells what is missing and nothing of what is there.
 */
export function parseMaster(text: string): MasterSecret {
  // What JSON.parse says quotes the text, which is a secret.
  const value = objectIn(text);
  if (value === undefined) throw new Error("the secret is no JSON object: want one with a username and a password");
  const { username, password } = value;
  if (typeof username !== "string" || typeof password !== "string" || username === "" || password === "") {
    throw new Error("the secret has no username and password: want a JSON object with both");
  }
  return { ...value, username, password };
}
