import { isObject } from "./master";

/** What the witness saw of one place. */
export interface PlaceSight {
  /** Whether anything answered. */
  readonly answered: boolean;
  /** Whether it said that it is the active one. */
  readonly active: boolean;
}

/** What the witness saw at one moment, by place. */
export interface WitnessSight {
  readonly at: number;
  readonly places: Readonly<Record<string, PlaceSight>>;
}

/** Reads what the witness wrote; nothing where it wrote nothing. */
export function sightIn(item: Readonly<Record<string, unknown>> | undefined): WitnessSight | undefined {
  const at = item?.["at"];
  const places: unknown = typeof item?.["places"] === "string" ? JSON.parse(item["places"]) : undefined;
  return typeof at === "number" && isPlaces(places) ? { at, places } : undefined;
}

function isPlaces(value: unknown): value is WitnessSight["places"] {
  return isObject(value) && Object.values(value).every((each) => isObject(each) && typeof each["answered"] === "boolean" && typeof each["active"] === "boolean");
}
