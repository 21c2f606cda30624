import { type Answer, type Question } from "./approval";
import { type EvidenceRecord } from "./evidence";
import { type Ledger } from "./ledger";
import { type Verdict } from "./quorum";

/** A place by its key, such as `use2`. */
export type Place = string;

/** What a place's own controller last committed: the highest epoch of all places names the active one. */
export interface Standing {
  readonly epoch: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: string;
}

/** The lock on activating one place. It is kept when released, so that epochs never go back. */
export interface Lock {
  readonly purpose: "activate" | "deploy";
  /** The run that took it: another run of the same activation is another owner. */
  readonly owner: string;
  /** Fencing token: grows with every taking. */
  readonly epoch: number;
  /** Milliseconds since 1970; 0 once released. */
  readonly leaseUntil: number;
}

/** What the control table says, read from the replica of the place that is being activated. */
export interface ControlView {
  /** By place; a place that was never active has none. */
  readonly standings: Readonly<Record<Place, Standing | undefined>>;
  readonly locks: Readonly<Record<Place, Lock | undefined>>;
  /** The epoch that the other place's application must yield to; 0 when none was ever raised. */
  readonly fence: number;
  /** The epoch that this place's own application must yield to, as the other place raised it; 0 for none. */
  readonly ownFence: number;
  readonly verdict: Verdict | undefined;
}

/** A lock as its owner wants it. */
export interface LockWanted {
  readonly target: Place;
  readonly owner: string;
  readonly epoch: number;
  readonly leaseUntil: number;
}

/** The control table, in the replica of the place that is being activated. */
export interface ControlPort {
  read(): Promise<ControlView>;
  /**
   * Takes the lock on `wanted.target` for an activation. One conditional write: it holds only while the stored lock still has the epoch
   * `seen` (0 for none), and is free at `now`, or a deployment's, or this owner's own.
   *
   * @throws {Failure} LockBusy
   */
  takeLock(wanted: LockWanted, seen: { readonly epoch: number; readonly now: number }): Promise<void>;
  /**
   * Moves the end of the lease. Conditional on owner and epoch.
   *
   * @throws {Failure} LeaseLost
   */
  renewLock(wanted: LockWanted): Promise<void>;
  /**
   * Ends the lease and keeps the epoch. Conditional on owner and epoch; silent when the lock is not this owner's any more.
   */
  releaseLock(held: Pick<LockWanted, "target" | "owner" | "epoch">): Promise<void>;
  /** Tells the other place to yield to `epoch`. Never lowers what is there. */
  raiseFence(epoch: number): Promise<void>;
  /** Takes back the fence of `epoch`, and of no other: the other place may write again. */
  lowerFence(epoch: number): Promise<void>;
  /**
   * Stores a question, once per activation: asked again, it changes the callback only.
   *
   * @returns True until {@link heard} says that people were paged about it.
   */
  ask(question: Question): Promise<boolean>;
  /** Keeps that people were paged about the question of one activation. */
  heard(activation: string): Promise<void>;
  /** Answers to the question of one activation, oldest first. */
  answers(activation: string): Promise<readonly Answer[]>;
  /**
   * Makes `target` the active place as of `epoch`. Conditional on the place's stored epoch being lower, or equal (a repeated call).
   *
   * @throws {Failure} Superseded
   */
  commit(target: Place, standing: Standing): Promise<void>;
}

/** One member of the global database. */
export interface Member {
  readonly joined: boolean;
  readonly available: boolean;
  readonly instances: number;
  readonly engineVersion: string;
}

/** The global database as the activated place's RDS endpoint tells it. */
export interface GlobalDatabase {
  /** The place that AWS calls the writer; undefined while it says none. */
  readonly writer: Place | undefined;
  readonly operation: { readonly kind: "switchover" | "failover"; readonly to: Place } | undefined;
  readonly members: Readonly<Record<Place, Member>>;
}

export interface DatabasePort {
  observe(): Promise<GlobalDatabase>;
  /**
   * Loses nothing; sent to the region of the current writer.
   *
   * @throws {Failure} OperationUnderWay, Refused, Throttled, Unreachable
   */
  switchover(): Promise<void>;
  /**
   * May lose what was not replicated; sent to the activated region.
   *
   * @throws {Failure} OperationUnderWay, Refused, Throttled, Unreachable
   */
  failover(): Promise<void>;
  /**
   * Takes the activated member out of the global database: it becomes a writer of its own, with nothing that fences the other.
   *
   * @throws {Failure} Refused, Throttled, Unreachable
   */
  detach(): Promise<void>;
  /**
   * Writes the epoch through the endpoint that the application uses.
   *
   * @returns The epoch that is stored: `epoch` after a success or a repeated call, a higher one when this activation came too late.
   * @throws {Failure} Unreachable while the endpoint has no writer
   */
  claim(epoch: number): Promise<number>;
  /** The highest epoch that was written into the database, as far as it is replicated to here; 0 for none. */
  epoch(): Promise<number>;
  /** Age of the newest heartbeat of the other place in the local reader, and the replication lag that RDS reports, in seconds. */
  lag(): Promise<Lag>;
  /** Keeps AWS's snapshot of what an unplanned failover cut off beyond its backup's retention. True once a copy exists, or none is due. */
  keepCutOffWrites(): Promise<boolean>;
}

export interface Lag {
  readonly heartbeatSeconds: number | undefined;
  readonly replicationSeconds: number | undefined;
}

/** Running tasks against what the role asks for, over all services. */
export interface Capacity {
  /** Tasks that the primary's smallest size has. */
  readonly wanted: number;
  /** The smallest size as autoscaling has it now. */
  readonly minimum: number;
  /** Tasks that run and that the load balancer finds fit. */
  readonly fit: number;
}

export interface ScalePort {
  observe(): Promise<Capacity>;
  /** Registers the sizes of a role and asks for its tasks. Not awaited: `observe` tells. */
  size(role: "primary" | "standby"): Promise<void>;
  /** Turns away what the place has no capacity for, or lets it in again. */
  shed(on: boolean): Promise<void>;
}

/** The other place, seen from here: whatever it does not confirm has not happened. A call of a fence answers, or fails, within {@link remoteSeconds}. */
export interface RemotePort {
  /** Takes the write path away: tasks that write, and the way to the database. Returns once the place confirms that it is gone. */
  stopWrites(epoch: number): Promise<void>;
  /** Returns once the other place's own replica of the control table has a fence of `epoch` or a higher one. */
  seeFence(epoch: number): Promise<void>;
  /** Gives the write path back, as before `stopWrites`. */
  allowWrites(): Promise<void>;
  /** Sizes the other place as a standby. */
  becomeStandby(): Promise<void>;
}

/** The activated place's own doors to its database, which the other place's fence may have closed. */
export interface DoorPort {
  areOpen(): Promise<boolean>;
  open(): Promise<void>;
}

export interface LeverPort {
  /** Claims traffic for the activated place. */
  put(epoch: number): Promise<void>;
  /** Withdraws the other place's claim. */
  withdraw(): Promise<void>;
  /** Lets go of the activated place's own claim: what each place says of itself decides from then on. */
  letGo(): Promise<void>;
}

export interface ProbePort {
  /**
   * Login, write, read, against the activated place's own origin.
   *
   * @throws {Failure} Refused with what did not work; Unreachable
   */
  journey(): Promise<void>;
  /** The place that the zone's own name servers name; undefined when they name neither or do not answer. */
  dns(): Promise<Place | undefined>;
}

/** One thing that has to be in the place before it can serve. */
export interface Check {
  readonly what: string;
  readonly verdict: "fine" | "warning" | "blocker";
  readonly found: string;
}

export interface ReadinessPort {
  /** Images, secrets, keys, quotas, certificates, user pool replica. Read-only, and of the activated place alone. */
  checks(): Promise<readonly Check[]>;
  /** What fail-back waits for, beyond the database: drained replication, reconciled writes, health over time. */
  failbackChecks(): Promise<readonly Check[]>;
}

export interface NotifyPort {
  /** Wakes people. */
  page(message: Message): Promise<void>;
  /** Tells people. */
  tell(message: Message): Promise<void>;
}

export interface Message {
  readonly subject: string;
  readonly lines: readonly string[];
}

export interface EvidencePort {
  append(record: EvidenceRecord): Promise<void>;
}

export interface LedgerPort {
  /** What was written down of the loss, by whoever was outside, and by the application on both sides. Never waits for the other place. */
  read(): Promise<Ledger>;
}

export interface ClockPort {
  /** Milliseconds since 1970. */
  now(): number;
}

/** Everything outside that a step may touch. */
export interface Ports {
  readonly clock: ClockPort;
  readonly control: ControlPort;
  readonly database: DatabasePort;
  readonly scale: ScalePort;
  readonly remote: RemotePort;
  readonly doors: DoorPort;
  readonly lever: LeverPort;
  readonly probe: ProbePort;
  readonly readiness: ReadinessPort;
  readonly notify: NotifyPort;
  readonly evidence: EvidencePort;
  readonly ledger: LedgerPort;
}
