import { deepAnswers, deepPath } from "./deep";
import { liveAnswer, livePath } from "./live";
import { lookSeconds, roleAnswer, roleOf, rolePath, type HealthAnswer, type Sight } from "./role";
import { inTime } from "./within";

/** What an application gives so that its place can be asked how it is. */
export interface HealthPorts {
  /** Looks at the local database and the local replica of the control table. Rejects when either does not answer. */
  look(): Promise<Sight>;
  /** Signs in, writes and reads as a user does. */
  readonly journey: () => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly after: (seconds: number) => Promise<void>;
}

/**
 * The reference answers of a place. An application starts it beside its server, hands the three paths to {@link answer}, and asks
 * {@link isActive} before it writes or works on a schedule: a place that was told to yield stops by itself.
 *
 * ```ts
 * const health = new HealthKeeper(ports);
 * void health.run();
 * void new Heart(ports, health).run();
 * const answer = await health.answer(request.path);
 * ```
 */
export class HealthKeeper {
  private sight: Sight | undefined;
  private stopped = false;
  private readonly deep: () => Promise<HealthAnswer>;

  constructor(private readonly ports: HealthPorts) {
    this.deep = deepAnswers(ports);
  }

  /** Looks again and again, until it is stopped. What fails or has no end is looked at again; the last sight counts for as long as it may. */
  async run(): Promise<void> {
    while (!this.stopped) {
      this.sight = await inTime(this.ports.look(), this.ports.after).catch(() => this.sight);
      await this.ports.after(lookSeconds);
    }
  }

  stop(): void {
    this.stopped = true;
  }

  /** Whether this place may write. */
  get isActive(): boolean {
    return roleOf(this.sight, this.ports.now()).active;
  }

  /** Epoch under which this place last became active; 0 before it ever did by a failover. */
  get epoch(): number {
    return this.sight?.epoch ?? 0;
  }

  /** The answer at one of the three paths; nothing for any other. */
  async answer(path: string): Promise<HealthAnswer | undefined> {
    switch (path) {
      case livePath: return liveAnswer;
      case rolePath: return roleAnswer(this.sight, this.ports.now());
      case deepPath: return this.deep();
      default: return undefined;
    }
  }
}
