import type { ResourceState } from "../graph";

/** Enough to be worth a message, and little enough that a pipe takes several at once: the program gives its process no time to send. */
const batch = 24;

/** Collects resources, and hands them on some at a time. What is left at the end is in the outcome anyway. */
export function streamOf(send: (resources: readonly ResourceState[]) => void): (resource: ResourceState) => void {
  let waiting: ResourceState[] = [];
  return (resource) => {
    waiting.push(resource);
    if (waiting.length < batch) return;
    send(waiting);
    waiting = [];
  };
}
