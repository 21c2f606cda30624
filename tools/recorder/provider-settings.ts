import { parsed } from "./json";
import { type Properties, secret } from "./property";
import { type ProviderSettings } from "./providers";

/** Settings of a stack, as the engine hands them to a program. */
export interface StackConfig {
  readonly project: string;
  readonly stack: string;
  /** By full key, such as `aws:region`. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

/**
 * What the settings of a stack say about providers.
 * @throws {Error} when `pulumi:disable-default-providers` is no list of names.
 */
export function providerSettings({ project, stack, config, secretKeys }: StackConfig): ProviderSettings {
  return { project, stack, disabled: disabledIn(config["pulumi:disable-default-providers"]), configOf: (name) => configOf(name, config, secretKeys) };
}

function configOf(packageName: string, config: StackConfig["config"], secretKeys: readonly string[]): Properties {
  const prefix = `${packageName}:`;
  return Object.fromEntries(Object.entries(config).filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), secretKeys.includes(key) ? secret(value) : value]));
}

function disabledIn(text: string | undefined): string[] {
  if (text === undefined || text === "") return [];
  const listed = parsed(text);
  if (!Array.isArray(listed) || !listed.every((name) => typeof name === "string")) {
    throw new Error(`pulumi:disable-default-providers is ${text}, want a list of package names, or ["*"]`);
  }
  return listed.map((name) => name.trim());
}
