import type { ResourceState } from "../graph";

/** A resource, or the number of one that was told before: how many were told before it. */
export type Told = ResourceState | number;

/** Enough to be worth a message, and little enough that a pipe takes several at once: the program gives its process no time to send. */
const batch = 24;

/** Tells of resources some at a time, and of none twice. */
export class Telling {
  readonly #told = new Map<ResourceState, number>();
  #waiting: ResourceState[] = [];

  constructor(private readonly send: (resources: readonly ResourceState[]) => void) {}

  add(resource: ResourceState): void {
    this.#waiting.push(resource);
    if (this.#waiting.length < batch) return;
    for (const each of this.#waiting) this.#told.set(each, this.#told.size);
    this.send(this.#waiting);
    this.#waiting = [];
  }

  /** Resources as they are in the end, of which those that have not changed since they were told are numbers. */
  inTheEnd(resources: readonly ResourceState[]): readonly Told[] {
    return resources.map((resource) => this.#told.get(resource) ?? resource);
  }
}

/** The resources that {@link Telling.inTheEnd} speaks of, for who has heard of all others. */
export function recalled(resources: readonly Told[], told: readonly ResourceState[]): readonly ResourceState[] {
  return resources.flatMap((each) => typeof each === "number" ? told[each] ?? [] : each);
}
