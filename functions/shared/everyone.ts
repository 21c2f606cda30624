/** Waits for all, whatever becomes of one; then fails with the first that has failed. */
export async function everyone(deeds: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(deeds)).find((deed) => deed.status === "rejected");
  if (failed !== undefined) throw failed.reason instanceof Error ? failed.reason : new Error(String(failed.reason));
}
