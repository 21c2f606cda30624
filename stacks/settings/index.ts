import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { problemsIn } from "./parse";
import { sentence } from "./problems";
import { Settings } from "./schema";

export { Settings } from "./schema";
export { firewallSpecOf } from "./firewall";
export { specOf, type ServiceSettings } from "./service";

const namespace = "understudy:";

/**
 * Settings of the stack that is being deployed: the only place where the program reads its configuration.
 *
 * @throws {pulumi.RunError} with every problem, one sentence each.
 */
export function readSettings(): Settings {
  const raw = Object.fromEntries(Object.entries(pulumi.runtime.allConfig())
    .filter(([name]) => name.startsWith(namespace))
    .map(([name, value]) => [name.slice(namespace.length), value]));
  return parseSettings(raw, pulumi.getStack());
}

/**
 * Settings from stack configuration as the engine hands it over: every value text, structured ones as JSON.
 *
 * @throws {pulumi.RunError} with every problem, one sentence each.
 */
export function parseSettings(raw: Readonly<Record<string, string>>, stack: string): Settings {
  const checked = problemsIn(decode(raw));
  if ("settings" in checked) return checked.settings;
  const sentences = checked.problems.map((problem) => sentence(problem, stack));
  throw new pulumi.RunError(sentences.length === 1 ? sentences.join() : [`Pulumi.${stack}.yaml has ${String(sentences.length)} problems:`, ...sentences].join("\n  "));
}

/** Values back in their own types. Where the schema wants text, text stays, so an account may start with a zero. */
function decode(raw: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, isText(name) ? value : parseJson(value)]));
}

function isText(name: string): boolean {
  const schema = Object.entries(Settings.shape).find(([key]) => key === name)?.[1];
  return schema instanceof z.ZodString || schema instanceof z.ZodEnum;
}

function parseJson(value: string): unknown {
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed;
  } catch {
    return value;
  }
}
