import * as pulumi from "@pulumi/pulumi";
import { type CredentialName } from "./credentials";
import { decode } from "./decode";
import { problemsIn } from "./parse";
import { sentence } from "./problems";
import { type Settings } from "./schema";

export { Settings } from "./schema";
export { entranceFirewallOf, firewallSpecOf } from "./firewall";
export { specOf, type ServiceSettings } from "./service";

/**
 * Settings of the stack that is being deployed: the only place where the program reads its configuration.
 *
 * @throws {pulumi.RunError} with every problem, one sentence each.
 */
export function readSettings(): Settings {
  return parseSettings(pulumi.runtime.allConfig(), pulumi.getStack());
}

/**
 * Settings from a stack's whole configuration as the engine hands it over, by full key: every value text, structured ones as JSON.
 *
 * @throws {pulumi.RunError} with every problem, one sentence each.
 */
export function parseSettings(config: Readonly<Record<string, string>>, stack: string): Settings {
  const checked = problemsIn(decode(config));
  if ("settings" in checked) return checked.settings;
  const sentences = checked.problems.map((problem) => sentence(problem, stack));
  throw new pulumi.RunError(sentences.length === 1 ? sentences.join() : [`Pulumi.${stack}.yaml has ${String(sentences.length)} problems:`, ...sentences].join("\n  "));
}

/**
 * A credential of the stack's configuration, encrypted there, in the state and wherever it goes.
 *
 * @throws {pulumi.RunError} when it is missing.
 */
export function readCredential(name: CredentialName): pulumi.Output<string> {
  const key = `push:${name}`;
  const value = pulumi.runtime.allConfig()[key];
  const how = `pulumi config set --secret ${key}`;
  if (value === undefined) throw new pulumi.RunError(`${key} is missing, want the credential that messaging.push asks for: ${how}`);
  return pulumi.secret(value);
}
