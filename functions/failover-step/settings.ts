import { settings } from "../shared/environment";
import { isObject } from "../shared/master";

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
  readonly globalCluster: string;
  readonly leverKey: string;
  readonly evidenceBucket: string;
  readonly topicArn: string;
  /** Function of this place that can reach the database. */
  readonly databaseFunction: string;
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
 * What the program told the function. The program wrote it and nobody else can, so that no more is checked than that it is what it says.
 *
 * @throws {Error} with every setting that is missing, or one that is another thing.
 */
export function stepSettings(environment: Readonly<Record<string, string | undefined>>): StepSettings {
  const setting = settings(environment, ["HERE", "THERE", "COMMON"]);
  return { here: read("HERE", setting("HERE"), isPlace), there: read("THERE", setting("THERE"), isPlace), common: read("COMMON", setting("COMMON"), isCommon) };
}

const isPlace = (value: unknown): value is PlaceEnd => isObject(value) && Array.isArray(value["services"]) && "leverBucket" in value;

const isCommon = (value: unknown): value is Common => isObject(value) && isObject(value["needs"]) && "controlTable" in value;

function read<T>(name: string, text: string, is: (value: unknown) => value is T): T {
  const value: unknown = JSON.parse(text);
  if (!is(value)) throw new Error(`${name} is ${text.slice(0, 60)}: want what the program writes there`);
  return value;
}
