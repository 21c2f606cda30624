import { createHmac, randomUUID } from "node:crypto";
import { isTexts, objectIn } from "../shared/json";
import type { OldUser, OldUsers } from "./ports";

/** Where the system of before answers, and what it knows us by. */
export interface OldSystem {
  readonly url: string;
  /** Shared with the old system: it verifies with it that it is us who ask. */
  readonly secret: () => Promise<string>;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  /** @defaultValue 2,500 */
  readonly patienceMs?: number;
}

/** Header that holds the HMAC-SHA-256 of the body, in hexadecimal digits. */
export const signatureHeader = "x-signature-sha256";

/** Longest answer that is read: a user takes a few hundred bytes. */
const longest = 64 * 1024;

/**
 * The system of before over HTTPS. It is sent JSON with `action` (`sign-in` or `find`), `username`, `password` for the first, and `id` and `at`, so
 * that it can refuse what is old or was sent twice. It answers 200 with `attributes`, or 404 for nobody and for a wrong password alike.
 */
export function oldSystem(site: OldSystem): OldUsers {
  return {
    signIn: (username, password) => ask(site, { action: "sign-in", username, password }),
    find: (username) => ask(site, { action: "find", username }),
  };
}

async function ask({ url, secret, fetch: send, now, patienceMs = 2_500 }: OldSystem, question: Readonly<Record<string, string>>): Promise<OldUser | undefined> {
  const body = JSON.stringify({ ...question, id: randomUUID(), at: now().toISOString() });
  const signature = createHmac("sha256", await secret()).update(body).digest("hex");
  const response = await send(url, {
    method: "POST", redirect: "error", signal: AbortSignal.timeout(patienceMs), body,
    headers: { "content-type": "application/json", accept: "application/json", [signatureHeader]: signature },
  });
  if (response.status === 404) return undefined;
  const text = await response.text();
  const attributes = text.length > longest ? undefined : objectIn(text)?.["attributes"];
  if (response.status !== 200 || !isTexts(attributes)) throw new Error(`the old system answered ${String(response.status)}: want 404, or 200 with attributes that are texts`);
  return { attributes };
}
