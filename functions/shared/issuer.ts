import { publicKeysIn, type Issuer } from "./public-keys";

/** Milliseconds until an issuer counts as silent: a user waits for this. */
const patience = 1500;

/** Longest document that is read: two keys take about one thousand bytes. */
const longest = 64 * 1024;

/** Issuers over HTTPS. Whatever goes wrong is silence: a lost region shows itself in many ways. */
export function issuerOver(get: typeof fetch, patienceMs: number = patience): Issuer {
  return {
    async keysOf(issuer) {
      try {
        const response = await get(`${issuer}/.well-known/jwks.json`, { signal: AbortSignal.timeout(patienceMs), redirect: "error", headers: { accept: "application/json" } });
        const text = await response.text();
        return response.ok && text.length <= longest ? publicKeysIn(JSON.parse(text)) : [];
      } catch {
        return [];
      }
    },
  };
}
