interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  /** True when somebody goes on after it: nothing else may happen before they have. */
  readonly wakes: boolean;
}

/** Time that passes only from event to event. */
export class VirtualClock {
  private readonly heap: Event[] = [];
  private order = 0;

  constructor(public now: number) {}

  /** Does something in so many seconds. */
  after(seconds: number, run: () => void): void {
    this.push({ at: this.now + seconds * 1000, order: this.order++, run, wakes: false });
  }

  sleep(seconds: number): Promise<void> {
    return new Promise((resolve) => { this.push({ at: this.now + seconds * 1000, order: this.order++, run: resolve, wakes: true }); });
  }

  /** Sleeps for a number of whole turns: until the first of them after which something has happened. Who looks every turn sees nothing new before. */
  sleepTurns(seconds: number): Promise<void> {
    const next = this.heap[0]?.at ?? this.now;
    return this.sleep(seconds * Math.max(1, Math.ceil((next - this.now) / (seconds * 1000))));
  }

  /** Lets events happen until one wakes somebody. */
  advance(happened: () => boolean): void {
    for (let event = this.pop(); event !== undefined; event = this.pop()) {
      this.now = event.at;
      event.run();
      if (happened() || event.wakes) return;
    }
  }

  private push(event: Event): void {
    const { heap } = this;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1, above = heap[parent];
      if (above === undefined || !isBefore(event, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = event;
  }

  private pop(): Event | undefined {
    const { heap } = this, first = heap[0], last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      const left = heap[index * 2 + 1], right = heap[index * 2 + 2];
      const child = right !== undefined && left !== undefined && isBefore(right, left) ? index * 2 + 2 : index * 2 + 1, least = heap[child];
      if (least === undefined || !isBefore(least, last)) break;
      heap[index] = least;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
