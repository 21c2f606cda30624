/**
 * Moments of the clock at which everybody looks, in milliseconds since 1970: every full period from `from` on, for so many seconds. Whoever
 * is called once a minute and looks for a minute and a period leaves no moment out, however late a call comes.
 */
export function slotsFrom(from: number, periodSeconds: number, forSeconds: number): readonly number[] {
  const period = periodSeconds * 1000;
  const first = Math.ceil(from / period) * period;
  const last = from + forSeconds * 1000;
  return Array.from({ length: Math.max(0, Math.floor((last - first) / period) + 1) }, (_, rank) => first + rank * period);
}

/** Milliseconds to wait until a moment; none for one that has passed. */
export function untilSlot(slot: number, now: number): number {
  return Math.max(0, slot - now);
}
