import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ResourceState, secretMark, secretSig } from "../../../tools/recorder/graph";

/** Answers differ by design between the engine's providers and others; everything else must not. */
export type Comparable = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

type State = ResourceState | Readonly<Record<string, unknown>>;

/** What the real engine recorded, from `test/records`. */
export function engineRecord(name: string): Comparable {
  const file = JSON.parse(readFileSync(join(__dirname, "../../records", `${name}.json`), "utf8")) as { deployment: { resources: State[] } };
  return comparable(file.deployment.resources);
}

const compared = ["type", "custom", "parent", "external", "protect", "ignoreChanges", "replaceOnChanges", "retainOnDelete", "deletedWith", "replaceWith",
  "additionalSecretOutputs", "customTimeouts"] as const;

/**
 * A graph by URN, with every answer replaced by the name of the resource and the output that gave it, so that two graphs with other IDs are
 * equal when all else is. Without the provider `pulumi:pulumi`, which only the engine's own plugin of awsx asks for.
 */
export function comparable(states: readonly State[]): Comparable {
  const resources = (states as readonly Record<string, unknown>[]).filter(({ type }) => type !== "pulumi:providers:pulumi")
    .sort((a, b) => (String(a["urn"]) < String(b["urn"]) ? -1 : 1));
  const names = answersIn(resources);
  const clean = cleaner(names);
  return Object.fromEntries(resources.map((resource): [string, Record<string, unknown>] => [String(short(resource["urn"])), {
    ...Object.fromEntries(compared.filter((key) => resource[key] !== undefined).map((key): [string, unknown] => [key, short(resource[key])])),
    provider: clean(resource["provider"] ?? ""),
    inputs: clean(resource["inputs"] ?? {}),
    outputKeys: Object.keys(resource["outputs"] ?? {}).sort(),
    secretOutputs: Object.entries(resource["outputs"] ?? {}).filter(([, value]) => isSecret(value)).map(([key]) => key).sort(),
    ...(resource["type"] === "pulumi:pulumi:Stack" && { outputs: clean(withoutRegions(resource["outputs"] ?? {})) }),
    dependencies: sorted(resource["dependencies"]),
    propertyDependencies: Object.fromEntries(Object.entries(resource["propertyDependencies"] ?? {}).map(([key, urns]) => [key, sorted(urns)])),
  }]));
}

/** Names of all answers: IDs, and outputs that are no inputs. Names of regions and zones are not taken for answers, nor is anything shorter than 6 letters. */
function answersIn(resources: readonly Record<string, unknown>[]): Map<string, string> {
  const names = new Map<string, string>();
  const note = (value: unknown, where: string): void => {
    if (typeof value === "string" && value.length >= 6 && !/^[\w.-]*(east|west|central|north|south)[\w-]*\d[a-z]?$/.test(value)) {
      if (!names.has(value)) names.set(value, where);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) note(item, `${where}.${key}`);
    }
  };
  for (const resource of resources) {
    const who = String(short(resource["urn"]));
    if (typeof resource["id"] === "string") names.set(resource["id"], `${who}#id`);
    if (resource["type"] === "pulumi:pulumi:Stack") continue;
    const inputs = JSON.stringify(resource["inputs"] ?? {});
    for (const [key, value] of Object.entries(resource["outputs"] ?? {})) if (!inputs.includes(JSON.stringify(value))) note(value, `${who}#${key}`);
  }
  return names;
}

function cleaner(names: ReadonlyMap<string, string>): (value: unknown) => unknown {
  const texts = [...names.keys()].sort((a, b) => b.length - a.length);
  const clean = (value: unknown): unknown => {
    if (typeof value === "string") return texts.reduce((text, answer) => text.replaceAll(answer, `<${names.get(answer) ?? ""}>`), String(short(value)));
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== "object" || value === null) return value;
    if (isSecret(value)) return { secret: clean(secretValue(value as Record<string, unknown>)) };
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item)]));
  };
  return clean;
}

/** The stand-in for AWS has one region for all its resources, the one that it was told last. */
function withoutRegions(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "region").map(([key, item]) => [key, withoutRegions(item)]));
}

/** Exports hold secrets as JSON text, graphs hold their values. */
function secretValue(secret: Record<string, unknown>): unknown {
  return "value" in secret ? secret["value"] : JSON.parse(String(secret["plaintext"]));
}

function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && (value as Record<string, unknown>)[secretSig] === secretMark;
}

function sorted(urns: unknown): unknown {
  return Array.isArray(urns) ? urns.map(short).sort() : [];
}

/** A URN without stack and project. */
function short(value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll(/urn:pulumi:.*?::.*?::/g, "") : value;
}
