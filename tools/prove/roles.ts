import type { Settings } from "../../stacks/settings/schema";

/**
 * The settings after the roles have swapped. Where the database stands in the primary alone, it cannot be said to be born elsewhere: an
 * operator takes that out of the settings, too.
 */
export function swapped({ database: { bornIn, ...database }, ...settings }: Settings): Settings {
  const other = settings.places.find(({ key }) => key !== settings.primary);
  const stays = bornIn !== undefined && settings.recovery.strategy !== "backup-restore";
  return { ...settings, database: stays ? { ...database, bornIn } : database, primary: other?.key ?? settings.primary, epoch: settings.epoch + 1 };
}

/** A stack's configuration with its settings replaced, as the engine would hand it over. */
export function configOf(config: Readonly<Record<string, string>>, settings: Settings): Readonly<Record<string, string>> {
  const texts = Object.entries(settings).map(([key, value]) => [`understudy:${key}`, typeof value === "string" ? value : JSON.stringify(value)] as const);
  return { ...config, ...Object.fromEntries(texts) };
}
