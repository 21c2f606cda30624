import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { parseSettings, type Settings } from "../../stacks/settings";

const root = path.resolve(__dirname, "../..");
const namespace = "understudy:";

/** Settings of a stack file as plain data, without the namespace. A fresh copy at every call. */
export function stackFile(stack: "dev" | "prod"): Record<string, unknown> {
  const file = parse(readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8")) as { config: Record<string, unknown> };
  return Object.fromEntries(Object.entries(file.config)
    .filter(([key]) => key.startsWith(namespace))
    .map(([key, value]) => [key.slice(namespace.length), value]));
}

/** A copy of plain data with one value replaced, or taken away when the new value is undefined. */
export function withValue(data: Record<string, unknown>, at: readonly (string | number)[], value: unknown): Record<string, unknown> {
  const copy = structuredClone(data);
  let holder = copy as Record<string | number, unknown>;
  for (const step of at.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  const last = at.at(-1) ?? "";
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

/** The same data as the engine hands it to a program: text as it is, all else as JSON. */
export function asConfig(data: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [`${namespace}${key}`, typeof value === "string" ? value : JSON.stringify(value)]));
}

/** A value of the settings to replace. */
export type Change = readonly [at: readonly (string | number)[], value: unknown];

const prod = stackFile("prod");

/** What prod is configured with, with some values replaced. */
export function configWith(...changes: readonly Change[]): Record<string, string> {
  return asConfig(changes.reduce((data, [at, value]) => withValue(data, at, value), prod));
}

/** Settings of prod with some values replaced. */
export function settingsWith(...changes: readonly Change[]): Settings {
  return parseSettings(configWith(...changes), "prod");
}

/** What is said about prod with some values replaced, without what is the same in every sentence; nothing where it is fit. */
export function refusal(...changes: readonly Change[]): string[] {
  try {
    settingsWith(...changes);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n").filter((line) => !line.includes(" problems:"))
      .map((line) => line.trim().replace(/^understudy:/, "").replace(/(: change it in Pulumi\.prod\.yaml| \(in Pulumi\.prod\.yaml\))$/, ""));
  }
}
