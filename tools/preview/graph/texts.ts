import type { ResourceState } from "../../recorder/graph";
import { isObject } from "../../recorder/property";
import { eachText, secretOf } from "./secrets";

/** Calls `visit` with each text of a value, however deep, and its path below the one that is given. Secrets that are not known are left out. */
export function eachLeaf(value: unknown, path: string, visit: (text: string, path: string) => void): void {
  const secret = secretOf(value);
  if (secret !== undefined) { if (secret.known) eachLeaf(secret.value, path, visit); }
  else if (typeof value === "string") visit(value, path);
  else if (Array.isArray(value)) value.forEach((item, index) => { eachLeaf(item, `${path}[${String(index)}]`, visit); });
  else if (isObject(value)) for (const key of Object.keys(value).sort()) eachLeaf(value[key], `${path}.${key}`, visit);
}

/** Every text that a resource's program gave it, as against what its provider filled in. */
export function textsGiven({ inputs }: Pick<ResourceState, "inputs">): ReadonlySet<string> {
  const given = new Set<string>(), filled = inputs["__defaults"];
  for (const [key, value] of Object.entries(inputs)) {
    if (!Array.isArray(filled) || !filled.includes(key)) eachText(value, (text) => given.add(text));
  }
  return given;
}
