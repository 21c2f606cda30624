import { isObject } from "./json";

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
  /** Whether users' own name led to a place that can write; undefined where the witness reached nobody, and so saw nothing. */
  readonly served: boolean | undefined;
}

/**
 * When users were last served before the witness saw that they were not, and when they were again; in milliseconds since 1970. Nothing where no outage was
 * seen, or the last one still lasts.
 */
export function outageIn(item: Readonly<Record<string, unknown>> | undefined): { readonly lastServedAt: number; readonly servedAgainAt: number } | undefined {
  const [lastServedAt, servedAgainAt] = [item?.["lastServedAt"], item?.["servedSince"]];
  return typeof lastServedAt === "number" && typeof servedAgainAt === "number" && lastServedAt > 0 && servedAgainAt > lastServedAt ? { lastServedAt, servedAgainAt } : undefined;
}

/** Reads what the witness wrote of the places; nothing where it wrote nothing. */
export function sightIn(item: Readonly<Record<string, unknown>> | undefined): Omit<WitnessSight, "served"> | undefined {
  const at = item?.["at"];
  const places: unknown = typeof item?.["places"] === "string" ? JSON.parse(item["places"]) : undefined;
  return typeof at === "number" && isPlaces(places) ? { at, places } : undefined;
}

function isPlaces(value: unknown): value is WitnessSight["places"] {
  return isObject(value) && Object.values(value).every((each) => isObject(each) && typeof each["answered"] === "boolean" && typeof each["active"] === "boolean");
}
