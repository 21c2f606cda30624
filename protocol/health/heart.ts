import { heartbeatSeconds, type Ack } from "./statements";
import { inTime } from "./within";

/** What an application gives so that its heartbeats are counted. */
export interface HeartPorts {
  /** Runs the heartbeat's statement under the epoch: the number that the database acknowledged. */
  beat(epoch: number): Promise<number>;
  /** Writes into the local replica of the control table what was acknowledged. What comes too late for it may be refused, and is no error. */
  note(ack: Ack): Promise<void>;
  readonly now: () => number;
  readonly after: (seconds: number) => Promise<void>;
}

/** Whether the place may write, and under which epoch: {@link HealthKeeper} knows. */
export interface Standing {
  readonly isActive: boolean;
  readonly epoch: number;
}

/**
 * Writes the heartbeat of the active place, and keeps count of what was acknowledged where the database's own copy of it does not go: what the lost
 * place had acknowledged, less what the new writer has, is what a failover cost.
 */
export class Heart {
  private stopped = false;

  constructor(private readonly ports: HeartPorts, private readonly standing: Standing) {}

  /** Beats again and again, until it is stopped. What fails or has no end is tried again at the next beat. */
  async run(): Promise<void> {
    while (!this.stopped) {
      await inTime(this.once(), this.ports.after).catch(() => undefined);
      await this.ports.after(heartbeatSeconds);
    }
  }

  stop(): void {
    this.stopped = true;
  }

  private async once(): Promise<void> {
    const { isActive, epoch } = this.standing;
    if (!isActive) return;
    const seq = await this.ports.beat(epoch);
    await this.ports.note({ epoch, seq, at: this.ports.now() });
  }
}
