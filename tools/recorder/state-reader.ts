import { type ResourceState, secretSig } from "./graph";
import { isObject, isSecret, mapValues, type Properties, secret } from "./property";

/**
 * A resource of a state file.
 * @throws {Error} naming the entry, and the part of it that is missing or has another form.
 */
export function resourceFrom(entry: unknown, where: string): ResourceState {
  if (!isObject(entry)) throw new Error(`${where} is no resource`);
  const [urn, type] = [entry["urn"], entry["type"]];
  if (typeof urn !== "string" || !urn.startsWith("urn:pulumi:")) throw new Error(`${where} has no URN`);
  if (typeof type !== "string") throw new Error(`${where} (${urn}) has no type`);
  return {
    urn, type, custom: entry["custom"] === true, inputs: opened(entry["inputs"]), outputs: opened(entry["outputs"]),
    ...texts(entry), ...flags(entry), ...lists(entry),
    ...(isObject(entry["propertyDependencies"]) && { propertyDependencies: mapValues(entry["propertyDependencies"], list) }),
    ...(isObject(entry["customTimeouts"]) && { customTimeouts: mapValues(entry["customTimeouts"], Number) }),
  };
}

function texts(entry: Properties): Pick<ResourceState, "id" | "parent" | "provider" | "deletedWith"> {
  const kept = (["id", "parent", "provider", "deletedWith"] as const).filter((key) => typeof entry[key] === "string" && entry[key] !== "");
  return Object.fromEntries(kept.map((key) => [key, entry[key]]));
}

function flags(entry: Properties): Pick<ResourceState, "protect" | "external" | "retainOnDelete"> {
  return Object.fromEntries(["protect", "external", "retainOnDelete"].filter((key) => entry[key] === true).map((key) => [key, true]));
}

const listKeys = ["dependencies", "ignoreChanges", "replaceOnChanges", "replaceWith", "additionalSecretOutputs"];

function lists(entry: Properties): Pick<ResourceState, "dependencies" | "ignoreChanges" | "replaceOnChanges" | "replaceWith" | "additionalSecretOutputs"> {
  const kept = listKeys.map((key) => [key, list(entry[key])] as const).filter(([, values]) => values.length > 0);
  return Object.fromEntries(kept.map(([key, values]) => [key, key === "dependencies" ? values.sort() : values]));
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function opened(value: unknown): Record<string, unknown> {
  return isObject(value) ? mapValues(value, openSecrets) : {};
}

/** Secrets of a file hold JSON text where it shows them, and a cipher where it does not. In a graph they hold the value, or a text that says it is secret. */
function openSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(openSecrets);
  if (!isObject(value)) return value;
  if (!isSecret(value)) return mapValues(value, openSecrets);
  if ("value" in value) return { [secretSig]: value[secretSig], value: openSecrets(value["value"]) };
  return secret(plain(value["plaintext"]));
}

function plain(text: unknown): unknown {
  if (typeof text !== "string") return "[secret]";
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
