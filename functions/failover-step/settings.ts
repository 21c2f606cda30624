import { isObject } from "../shared/json";

/** Bounds of a service while its place has a role: the same that the program gives, so that neither undoes the other. */
export interface ServiceSize {
  readonly min: number;
  readonly max: number;
  /** Whether scaling by the clock rests. */
  readonly schedulesSuspended: boolean;
}

/** A service as the steps know it. */
export interface ServiceEnd {
  readonly name: string;
  /** Group that its tasks carry. */
  readonly groupId: string;
  /** Whether it writes to the database: a fence stops it. */
  readonly writes: boolean;
  readonly primary: ServiceSize;
  readonly standby: ServiceSize;
}

/** One of the two places, as far as the steps touch it. */
export interface PlaceEnd {
  readonly place: string;
  readonly region: string;
  /** Name that leads to the place, whatever its role. */
  readonly origin: string;
  readonly leverBucket: string;
  /** The place's member of the global database. */
  readonly clusterArn: string;
  readonly ecsCluster: string;
  /** Group of the database's proxy, whose door a fence closes. Empty where no instance stands. */
  readonly proxyGroupId: string;
  readonly services: readonly ServiceEnd[];
}

/** What both places have in common, and what this place's steps work with. */
export interface Common {
  readonly controlTable: string;
  /** The place that was active before anything was recorded. */
  readonly born: string;
  readonly globalCluster: string;
  readonly leverKey: string;
  readonly evidenceBucket: string;
  readonly topicArn: string;
  /** Function of this place that can reach the database. */
  readonly databaseFunction: string;
  /** State machine that waits, after a failover, for the lost place to come back. */
  readonly recoverMachine: string;
  /** The zone, and a name in it that follows the writer. */
  readonly zoneName: string;
  readonly followedName: string;
  /** What preflight looks for in this place. */
  readonly needs: { readonly secrets: readonly string[]; readonly keys: readonly string[]; readonly certificateArn: string };
}

/** All that a step knows of the world outside of the ports. */
export interface StepSettings {
  readonly here: PlaceEnd;
  readonly there: PlaceEnd;
  readonly common: Common;
}

/**
 * What the program tells every step: it stands in the definition of the state machine. Nobody else writes there, so that no more is checked
 * than that it is what it says.
 *
 * @throws {Error} when it is something else.
 */
export function stepSettings(world: unknown): StepSettings {
  if (!isSettings(world)) throw new Error(`the world is ${JSON.stringify(world)?.slice(0, 60) ?? "missing"}: want here, there and common, as the program writes them`);
  return world;
}

const isPlace = (value: unknown): value is PlaceEnd => isObject(value) && Array.isArray(value["services"]) && typeof value["leverBucket"] === "string";

const isCommon = (value: unknown): value is Common => isObject(value) && isObject(value["needs"]) && typeof value["controlTable"] === "string" && typeof value["born"] === "string";

const isSettings = (value: unknown): value is StepSettings => isObject(value) && isPlace(value["here"]) && isPlace(value["there"]) && isCommon(value["common"]);
