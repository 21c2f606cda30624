import * as z from "zod";
import { Settings } from "./schema";

const namespace = "understudy:";

/**
 * Settings of the program in a stack's whole configuration, as plain data. The engine hands everything over as text: where the
 * schema wants text it stays, so that an account may start with a zero; all else is JSON.
 */
export function decode(config: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config)
    .filter(([key]) => key.startsWith(namespace))
    .map(([key, value]) => [key.slice(namespace.length), value] as const)
    .map(([name, value]) => [name, isText(name) ? value : parseJson(value)]));
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
