import type { PolicyConfigSchema } from "@pulumi/policy";
import { list, reveal, texts, type Properties } from "./value";

/** What a user may set about a rule. Each entry has a default, so that a rule runs as it is. */
export type SettingsSchema = PolicyConfigSchema["properties"];

/**
 * Settings of a rule: what the user gave over what the schema says. The engine fills defaults in, the SDK does not,
 * and a test has no engine.
 */
export function settingsOf(schema: SettingsSchema | undefined, given: object): Properties {
  const defaults = Object.fromEntries(Object.entries(schema ?? {}).map(([key, entry]) => [key, reveal(entry.default)]));
  return { ...defaults, ...Object.fromEntries(Object.entries(given).map(([key, value]) => [key, reveal(value)])) };
}

/** A setting that is a list of numbers. */
export function numbers(settings: Properties, key: string): readonly number[] {
  return list(settings[key]).filter((value) => typeof value === "number");
}

/** A setting that is a list of strings. */
export function strings(settings: Properties, key: string): readonly string[] {
  return texts(settings[key]);
}
