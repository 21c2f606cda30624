import { type Activation, type End, Failure, type Host, planned, type Place, type Ports, run, type StepName } from "../../protocol";
import { simulatedPorts, type Wire, type WireCall } from "../../protocol/simulated";
import { type Stage } from "./stage";

/** How a call that is lost is lost: before it was done or after, and with which error. */
export interface Loss {
  readonly arrives: boolean;
  readonly error: "Throttled" | "Unreachable";
}

/** A call that was sent and has no answer yet. */
export interface Pending {
  readonly call: WireCall;
  readonly step: StepName;
  readonly sentAt: number;
  /** When the try that it belongs to has to be over. */
  readonly overAt: number;
  /** It arrives, and so does its answer. */
  readonly land: () => void;
  readonly lose: (loss: Loss) => void;
}

/** One execution of a plan. Each of its calls waits for its turn, and each of its waits for the time. */
export class Actor {
  readonly calls: Pending[] = [];
  /** When it goes on by itself, in milliseconds since 1970; undefined while it does not wait. */
  wakesAt: number | undefined;
  end: End | undefined;
  dead = false;
  step: StepName;
  activation: Activation;
  private triedAt: number;
  private wake: () => void = () => undefined;

  constructor(private readonly stage: Stage, activation: Activation, first: StepName) {
    this.activation = activation;
    this.step = first;
    this.triedAt = stage.world.now;
    void run(activation, this.host(), first).then((end) => {
      if (this.dead) return;
      this.end = end;
      stage.ended(this, end);
    });
  }

  get place(): Place {
    return this.activation.request.target;
  }

  get alive(): boolean {
    return !this.dead && this.end === undefined;
  }

  /** Goes on, if its time has come. */
  rouse(): void {
    if (this.wakesAt === undefined || this.wakesAt > this.stage.world.now) return;
    this.wakesAt = undefined;
    this.wake();
  }

  /** Takes one of the calls off the wire. */
  take(nth: number): Pending | undefined {
    return this.calls.splice(nth % Math.max(1, this.calls.length), 1)[0];
  }

  /** Stops without a word. What it has sent is on its way. */
  die(): void {
    this.dead = true;
    this.wakesAt = undefined;
  }

  private host(): Host {
    const { stage } = this;
    return {
      ports: this.ports(),
      wait: (seconds) => new Promise((resolve) => {
        this.wakesAt = stage.world.now + seconds * 1000;
        this.wake = resolve;
      }),
      starting: (step) => {
        this.step = step;
        this.triedAt = stage.world.now;
        return Promise.resolve();
      },
      told: (after, step) => {
        this.activation = after;
        stage.told(step, after.error?.Error ?? after.outcome);
      },
    };
  }

  private ports(): Ports {
    const { world, pace, design } = this.stage;
    const ports = simulatedPorts({ world, place: this.place, pace, wire: this.wire(), dns: design.dns });
    return design.seen(ports, { world, place: this.place, step: () => this.step });
  }

  private wire(): Wire {
    const { stage } = this;
    return (call, effect) => new Promise((resolve, reject) => {
      const arrive = <R>(answer: () => R): R => {
        stage.arrives(this, pending);
        try {
          return answer();
        } finally {
          stage.look();
        }
      };
      const pending: Pending = {
        call, step: this.step, sentAt: stage.world.now, overAt: this.triedAt + secondsOf(this.step) * 1000,
        land: () => {
          try {
            resolve(arrive(effect));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        },
        lose: ({ arrives, error }) => {
          try {
            if (arrives) arrive(effect);
          } catch { /* Who loses the answer loses the refusal too. */ }
          reject(new Failure(error, `${call.name} got no answer`));
        },
      };
      stage.sends(this, pending);
      this.calls.push(pending);
    });
  }
}

/** Longest that a try of a step takes; of a question, with the wait for its answer. */
function secondsOf(step: StepName): number {
  const { timeoutSeconds, question } = planned(step);
  return timeoutSeconds + (question?.timeoutSeconds ?? 0);
}
