import { type Answer, type Beat, type Lock, type Point, type Readiness, type Standing, type Verdict } from "../../protocol";
import { ackKey, fenceKey, shedKey } from "../../protocol/health";
import { isObject } from "../shared/json";

/** An item of the control table. */
export type Item = Record<string, unknown>;

const single = (pk: string): Item => ({ pk, sk: "-" });

/** Keys of everything in the control table. What a key names after its `#` is the place that writes the item, but for answers, which people write. */
export const keys = {
  /** What the place last committed. */
  region: (place: string) => single(`region#${place}`),
  lock: (place: string) => single(`lock#${place}`),
  /** The epoch that a place has to yield to; written by the other one. */
  fence: (place: string): Item => ({ ...fenceKey(place) }),
  /** What the place's detector thinks of the other one, and the points that it goes by. */
  verdict: (place: string) => single(`verdict#${place}`),
  /** What the witness last saw, as it told the place. */
  witness: (place: string) => single(`witness#${place}`),
  /** The newest heartbeat that the place's own database acknowledged, as its application notes it. */
  heartbeat: (place: string): Item => ({ ...ackKey(place) }),
  /** Until when the place's detector rests, as people said. */
  suppress: (place: string) => single(`suppress#${place}`),
  /** Whether the place turns requests away that it has no capacity for. */
  shed: (place: string): Item => ({ ...shedKey(place) }),
  /** What people have signed off before the place may take over again. */
  signOff: (place: string) => single(`signoff#${place}`),
  question: (place: string, activation: string): Item => ({ pk: `question#${place}`, sk: activation }),
  answers: (activation: string) => `answers#${activation}`,
} as const;

/** Days that answers and questions stay. */
const keptDays = 90;

/** When an answer or a question of a moment, in milliseconds since 1970, is kept no longer: in seconds, as DynamoDB counts. */
export function keptUntil(moment: number): number {
  return Math.floor(moment / 1000) + keptDays * 86_400;
}

/** Only what these functions wrote comes back, and it comes back as it was. */
export function standingIn(item: Item | undefined): Standing | undefined {
  return item === undefined ? undefined : { epoch: number(item, "epoch"), at: number(item, "at"), by: text(item, "by") };
}

export function lockIn(item: Item | undefined): Lock | undefined {
  if (item === undefined) return undefined;
  return {
    purpose: item["purpose"] === "deploy" ? "deploy" : "activate", owner: text(item, "owner"), epoch: number(item, "epoch"), leaseUntil: number(item, "leaseUntil"),
  };
}

/** The epoch of a fence; 0 without one. */
export function epochIn(item: Item | undefined): number {
  return item === undefined ? 0 : number(item, "epoch");
}

/**
 * Verdicts, points and readiness are kept as text: they are plain data of the protocol's, and nothing in DynamoDB looks into them. What a place
 * found about itself is kept beside its verdict, since it is found while other verdicts are given.
 */
export function verdictIn(item: Item | undefined): Verdict | undefined {
  const verdict = read(item?.["verdict"], (value): value is Verdict => isObject(value) && "votes" in value);
  return verdict === undefined ? undefined : { ...verdict, readiness: readinessIn(item) ?? verdict.readiness };
}

/** What the place last found about itself. */
export function readinessIn(item: Item | undefined): Readiness | undefined {
  return read(item?.["readiness"], (value): value is Readiness => isObject(value) && Array.isArray(value["checks"]));
}

/** When the place's detector last changed its mind, in milliseconds since 1970; 0 before it ever had one. */
export function turnedIn(item: Item | undefined): number {
  return item === undefined ? 0 : number(item, "turnedAt");
}

/** A heartbeat; undefined where a part of it is missing. */
export function beatIn(item: Item | undefined): Beat | undefined {
  const [epoch, seq, at] = [item?.["epoch"], item?.["seq"], item?.["at"]];
  return typeof epoch === "number" && typeof seq === "number" && typeof at === "number" ? { epoch, seq, at } : undefined;
}

/** What wakes whoever waits for people in an activation; undefined where nobody does. */
export function callbackIn(item: Item | undefined): string | undefined {
  const callback = item?.["callback"];
  return typeof callback === "string" ? callback : undefined;
}

export function pointsIn(item: Item | undefined): readonly Point[] {
  return read(item?.["points"], (value): value is readonly Point[] => Array.isArray(value)) ?? [];
}

export function answerIn(item: Item): Answer {
  const reason = item["acceptSplitBrain"];
  return {
    activation: text(item, "activation"), by: text(item, "by"), at: number(item, "at"), approves: item["approves"] === true,
    acceptDataLossSeconds: number(item, "acceptDataLossSeconds"), acceptSplitBrain: typeof reason === "string" ? reason : undefined,
  };
}

function read<T>(text: unknown, is: (value: unknown) => value is T): T | undefined {
  const value: unknown = typeof text === "string" ? JSON.parse(text) : undefined;
  return is(value) ? value : undefined;
}

function number(item: Item, key: string): number {
  const value = item[key];
  return typeof value === "number" ? value : 0;
}

function text(item: Item, key: string): string {
  const value = item[key];
  return typeof value === "string" ? value : "";
}
