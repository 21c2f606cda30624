import { type Activation, type Answer, type ApprovalPolicy, type End, type EvidenceRecord, type LeverKind, type Place, type Ports, type Question, type Request, type StepName } from "../../protocol";

/** A lever that is pulled. */
export interface Pull {
  readonly epoch: number;
  /** Milliseconds since 1970. */
  readonly at: number | undefined;
}

/** What people write into a place's replica of the control table, and read there. */
export interface People {
  /** Questions of the place's activations that nobody's time has ended for. */
  questions(): Promise<readonly Question[]>;
  /** Stores an answer and wakes whoever waits for it. A question need not be there yet. */
  answer(answer: Answer): Promise<void>;
  suppressedUntil(): Promise<number>;
  /** Lets automation of the place rest until then, in milliseconds since 1970. */
  suppress(until: number): Promise<void>;
  /** Says that what the last failover cut off is reconciled: fail-back waits for it. */
  signOff(by: string): Promise<void>;
}

export interface Levers {
  read(kind: LeverKind): Promise<Pull | undefined>;
  set(kind: LeverKind, epoch: number): Promise<void>;
  clear(kind: LeverKind): Promise<void>;
}

/** A place as a person reaches it, with that place's own services alone. */
export interface Site {
  readonly place: Place;
  readonly ports: Ports;
  readonly people: People;
  readonly levers: Levers;
  /** The place that the drill name of this place leads to. */
  drillNamed(): Promise<Place | undefined>;
}

/** An activation to run, and who hears of it. */
export interface Walk {
  readonly activation: Activation;
  readonly first: StepName;
  /** Called after each step, and before each wait. */
  readonly told: (activation: Activation, step: StepName) => void;
  /** Called before each try of a step, with the activation as the step before left it. */
  readonly beginning: (step: StepName, activation: Activation) => void;
  /** False to come back when it waits for people. */
  readonly waits: boolean;
  /** True to run the steps in this process, whatever else could run them. */
  readonly local: boolean;
}

/** Left running by itself, waiting for people. */
export interface Parked {
  readonly status: "parked";
  readonly activation: Activation;
}

/** Two places, whatever they run on. Every command works on this. */
export interface Platform {
  readonly simulated: boolean;
  readonly places: readonly [Place, Place];
  /** Who accepts losses, by the settings. */
  readonly policy: ApprovalPolicy;
  site(place: Place): Site;
  wait(seconds: number): Promise<void>;
  now(): number;
  walk(walk: Walk): Promise<End | Parked>;
  /** What an activation was asked for; undefined where nobody knows. */
  requestOf(activation: string): Promise<Request | undefined>;
  /** Stops whoever runs an activation. What it had begun goes on: the lock is as it was. */
  halt(activation: string): Promise<void>;
  /** Names of the activations and drills that left records in a place, oldest first. */
  recorded(place: Place): Promise<readonly string[]>;
  records(place: Place, activation: string): Promise<readonly EvidenceRecord[]>;
}

/** The place that is not this one. */
export function otherOf({ places: [first, second] }: Pick<Platform, "places">, place: Place): Place {
  return place === first ? second : first;
}
