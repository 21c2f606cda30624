import { objectIn } from "../shared/json";
import type { Captcha } from "./ports";

/** Where a CAPTCHA is verified, and how we are known there. */
export interface CaptchaSite {
  readonly url: string;
  readonly secret: () => Promise<string>;
  readonly fetch: typeof fetch;
  /** @defaultValue 2,000 */
  readonly patienceMs?: number;
}

/** Longest token that any of them makes. Source: Cloudflare Turnstile documentation, "Server-side validation"; the others make shorter ones or say nothing. */
const longestToken = 2048;

/**
 * CAPTCHAs of whoever speaks `siteverify`: a form with `secret` and `response`, answered with JSON that has `success`.
 * Source: documentation of reCAPTCHA, "Verifying the user's response", hCaptcha, "Verify the user response server side", and Turnstile, "Server-side validation".
 */
export function siteVerify({ url, secret, fetch: send, patienceMs = 2_000 }: CaptchaSite): Captcha {
  return {
    async passes(token) {
      if (token.length > longestToken) return false;
      const response = await send(url, {
        method: "POST", redirect: "error", signal: AbortSignal.timeout(patienceMs), headers: { accept: "application/json" },
        body: new URLSearchParams({ secret: await secret(), response: token }),
      });
      const answer = objectIn(await response.text());
      const success = answer?.["success"];
      if (!response.ok || typeof success !== "boolean") throw new Error(`${url} answered ${String(response.status)} and no success: want true or false`);
      return success;
    },
  };
}
