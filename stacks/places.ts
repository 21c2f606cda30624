import { type Place, type Role } from "../components/core/place";
import { partition } from "../components/core/regions";
import { type Settings } from "./settings/schema";

/** A place with what the settings say of it today. */
export interface PlaceToday extends Place {
  readonly zones: readonly string[];
  readonly cidr: string;
  /** Decides sizes, never names. */
  readonly role: Role;
}

/** The places in the order of their birth, each with its role of today. */
export function placesOf({ account, places: [first, second], primary }: Pick<Settings, "account" | "places" | "primary">): readonly [PlaceToday, PlaceToday] {
  const today = (place: typeof first): PlaceToday => ({ ...place, account, partition, role: place.key === primary ? "primary" : "standby" });
  return [today(first), today(second)];
}

/**
 * The place whose cluster was there first, and which has the master password: the first place, unless the database was restored
 * in the other. Under `backup-restore` the database stands in the primary alone, so it is born there.
 */
export function seedOf(settings: Pick<Settings, "account" | "database" | "places" | "primary" | "recovery">): PlaceToday {
  const { database: { bornIn }, primary, recovery } = settings;
  const [first, second] = placesOf(settings);
  return (recovery.strategy === "backup-restore" ? primary : bornIn ?? first.key) === second.key ? second : first;
}
