/** Seconds after which a look, a heartbeat or a journey has failed: a connection whose other end is gone may hang for a quarter of an hour. Below the five that a prober waits. */
export const patienceSeconds = 4;

/** What comes of something in time. What goes on after it is left alone. */
export async function inTime<T>(work: Promise<T>, after: (seconds: number) => Promise<void>): Promise<T> {
  return Promise.race([work, after(patienceSeconds).then(() => { throw new Error(`no end after ${String(patienceSeconds)} s`); })]);
}
