import { setImmediate } from "node:timers/promises";
import { type Activation, type End, leavesBehind, type Place, recoveryOf, type StepName } from "../../protocol";
import { at, newWorld, otherThan, type Pace, replicateControl, settle, type World } from "../../protocol/simulated";
import { Actor, type Pending } from "./actor";
import { type Design } from "./mutants";
import { brokenBy, brokenIn, newMemory } from "./invariants";
import { truthIn } from "./deployment";

/** Everything takes its time, and always the same: what differs is who comes first. */
const pace: Pace = { promotion: () => 15, endpoint: () => 6, task: () => 10, lag: () => 1 };

/** Seconds after which a call has answered or is lost: the SDK's two tries of three seconds, and the pause between them. */
const callSeconds = 7;

/** Most executions that are under way together: more are no other schedule. */
export const mostAlive = 4;

/** Who wants to know what goes on. */
export interface Heard {
  readonly ended: (how: string) => void;
  readonly happened: (kind: string) => void;
}

/** Two places, everybody who acts on them, and what has become of it. */
export class Stage {
  readonly world: World = newWorld(["P", "S"], { primary: 4, standby: 2 }, 1_000_000);
  readonly pace = pace;
  readonly actors: Actor[] = [];
  readonly memory = newMemory();
  /** What the settings of the deployment say. */
  settings = truthIn(this.world);
  /** The first promise that was broken. */
  broken: string | undefined;

  constructor(readonly design: Design, private readonly heard: Heard) {}

  get alive(): readonly Actor[] {
    return this.actors.filter(({ alive }) => alive);
  }

  /** Starts an execution; nothing where too many are under way, or the place is away. */
  begin(activation: Activation, first: StepName = "acquire"): Actor | undefined {
    if (this.alive.length >= mostAlive || !at(this.world, activation.request.target).up) return undefined;
    const actor = new Actor(this, activation, first);
    this.actors.push(actor);
    return actor;
  }

  /** Everybody goes on as far as they can without a call or a wait. */
  async rest(): Promise<void> {
    await setImmediate();
    this.look();
  }

  /** One turn of an execution: a call arrives, or the time comes that it waits for. */
  async turn(actor: Actor, nth = 0): Promise<void> {
    const pending = actor.take(nth);
    if (pending !== undefined) pending.land();
    else if (actor.wakesAt !== undefined) await this.pass((actor.wakesAt - this.world.now) / 1000);
    await this.rest();
  }

  /** Time passes, from event to event: waits end, and calls that nobody has let through are lost. */
  async pass(seconds: number, arrives = false): Promise<void> {
    const until = this.world.now + seconds * 1000;
    while (this.world.now < until) {
      this.world.now = Math.max(this.world.now, Math.min(until, this.nextAt()));
      settle(this.world, pace);
      for (const actor of this.actors) {
        actor.rouse();
        for (const pending of actor.calls.filter(({ sentAt }) => sentAt + callSeconds * 1000 <= this.world.now)) {
          actor.calls.splice(actor.calls.indexOf(pending), 1);
          pending.lose({ arrives, error: "Unreachable" });
        }
      }
      await this.rest();
    }
  }

  /** A place is as it is from now on. One that is gone takes with it what runs there. */
  change(place: Place, to: Partial<Pick<World["places"][string], "up" | "seen" | "serving" | "linked" | "leverStore" | "evidenceStore" | "stalled">>): void {
    Object.assign(at(this.world, place), to);
    replicateControl(this.world);
    if (to.up === false) {
      for (const actor of this.actors.filter((one) => one.place === place)) {
        actor.die();
        actor.calls.length = 0;
      }
    }
    settle(this.world, pace);
    this.look();
  }

  sends(actor: Actor, pending: Pending): void {
    this.fault(brokenBy("sends", this, { actor, pending }));
  }

  arrives(actor: Actor, pending: Pending): void {
    this.fault(brokenBy("arrives", this, { actor, pending }));
  }

  told(step: StepName, outcome: string): void {
    this.heard.ended(`${step}: ${outcome}`);
    if (step === "fence" && outcome === "accepted") this.memory.accepted = true;
  }

  /** What a failover leaves behind is waited for, whoever ran it. */
  ended(actor: Actor, { status, activation, error }: End): void {
    if (actor.step === "commit" && status === "succeeded" && leavesBehind(activation)) this.begin(recoveryOf(activation), "post-recovery");
    if (this.memory.committed.has(actor) && status === "failed") this.fault(`${activation.id} was committed and ended with ${error ?? "an error"}`);
  }

  happened(kind: string): void {
    this.heard.happened(kind);
  }

  /** Looks at what has to hold at every moment. */
  look(): void {
    this.fault(brokenIn(this));
  }

  other(place: Place): Place {
    return otherThan(this.world, place);
  }

  private fault(what: string | undefined): void {
    this.broken ??= what;
  }

  private nextAt(): number {
    const { now, operation } = this.world;
    const moments = this.actors.flatMap(({ wakesAt, calls }) => [wakesAt ?? Infinity, ...calls.map(({ sentAt }) => sentAt + callSeconds * 1000)]);
    return Math.min(...[...moments, operation?.endsAt ?? Infinity].filter((moment) => moment > now));
  }
}
