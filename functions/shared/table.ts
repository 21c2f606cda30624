import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";

/** Whether a write was refused since the item is no longer what it was expected to be. */
function isRefused(error: unknown): boolean {
  return error instanceof ConditionalCheckFailedException;
}

/** Waits for a conditional write; that the item has changed in the meantime is no failure. */
export async function ifStill(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isRefused(error)) throw error;
  }
}

/** Calls that are under way at once. */
const width = 16;

/** Does something for each of a list, a few at a time; the answers are in the order of the list. */
export async function inTurn<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let start = 0; start < items.length; start += width) answers.push(...await Promise.all(items.slice(start, start + width).map(act)));
  return answers;
}
