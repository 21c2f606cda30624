import type { ResourceState } from "../recorder/graph";

/** Resources of a program that still runs, kept until somebody takes them. */
export class Arrivals {
  #waiting: readonly ResourceState[] = [];
  #take: ((resources: readonly ResourceState[]) => void) | undefined;

  add(resources: readonly ResourceState[]): void {
    if (this.#take !== undefined) this.#take(resources);
    else this.#waiting = [...this.#waiting, ...resources];
  }

  /** Hands over what came so far, at once, and what will come as it comes. */
  handTo(take: (resources: readonly ResourceState[]) => void): void {
    take(this.#waiting);
    this.#take = take;
  }
}
