/** Source: SQS API, `SendMessage`, DelaySeconds. */
export const longestDelaySeconds = 900;

/**
 * Seconds to wait before a message is tried again: twice as long each time, and by up to half less, so that what failed together does
 * not come back together.
 *
 * @param tries How often it was tried, from 1 on.
 * @param chance From 0 to 1.
 */
export function pauseSeconds(tries: number, chance: number): number {
  const full = Math.min(longestDelaySeconds, 2 ** tries);
  return Math.max(1, Math.round(full * (1 - chance / 2)));
}
