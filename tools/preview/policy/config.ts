import { nearTo } from "../../../stacks/settings/problems";
import { isObject } from "../../recorder/property";
import { isLevel, levels, type Level } from "./levels";
import type { PackInfo, RuleSetting } from "./pack";

/** Configuration of a pack that names something which the pack does not have. One sentence each. */
export class PackConfigProblem extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/**
 * Settings of each rule, from a file in the form that `pulumi up --policy-pack-config` takes: a level, or an object with
 * `enforcementLevel` and the rule's own settings, by the rule's name; `all` stands for the rest.
 *
 * @throws {PackConfigProblem} with everything that the pack does not know, which the engine would pass over in silence.
 */
export function ruleSettings(config: unknown, pack: PackInfo, file: string): ReadonlyMap<string, RuleSetting> {
  if (!isObject(config)) throw new PackConfigProblem([`${file} holds no JSON object, want levels and settings by the name of a rule`]);
  const names = pack.rules.map(({ name }) => name);
  const problems = Object.keys(config).filter((name) => name !== "all" && !names.includes(name))
    .map((name) => `${file}: ${pack.name} has no rule ${name}, ${meant(name, names)}`);
  const everywhere = levelOf(config["all"], "all", { file, problems });
  const settings = new Map<string, RuleSetting>();
  for (const rule of pack.rules) {
    const entry = config[rule.name];
    const properties = isObject(entry) ? Object.fromEntries(Object.entries(entry).filter(([key]) => key !== "enforcementLevel")) : {};
    for (const [key, value] of Object.entries(properties)) {
      const known = Object.keys(rule.settings);
      if (!known.includes(key)) problems.push(`${file}: ${rule.name} has no setting ${key}, ${meant(key, ["enforcementLevel", ...known])}`);
      else if (!suits(value, rule.settings[key])) problems.push(`${file}: ${key} of ${rule.name} is ${JSON.stringify(value)}, want ${wanted(rule.settings[key])}`);
    }
    const level = levelOf(isObject(entry) ? entry["enforcementLevel"] : entry, rule.name, { file, problems });
    settings.set(rule.name, { level: level ?? everywhere ?? rule.level, properties });
  }
  if (problems.length > 0) throw new PackConfigProblem(problems);
  return settings;
}

function meant(name: string, known: readonly string[]): string {
  const near = nearTo(name, known);
  return near === undefined ? `only ${known.join(", ")}` : `did you mean ${near}?`;
}

/** What JSON schema calls a kind of value, and how to tell it. A rule reads a value of another kind as none, and lets pass what it should not. */
const kinds: Readonly<Record<string, readonly [want: string, is: (value: unknown) => boolean]>> = {
  array: ["a list", (value) => Array.isArray(value)], boolean: ["true or false", (value) => typeof value === "boolean"], integer: ["a whole number", Number.isInteger],
  number: ["a number", (value) => typeof value === "number"], object: ["an object", isObject], string: ["text", (value) => typeof value === "string"],
};

function kindOf(schema: unknown): (typeof kinds)[string] | undefined {
  const { type } = isObject(schema) ? schema : { type: undefined };
  return typeof type === "string" ? kinds[type] : undefined;
}

/** Whether a value, and each element of a list, is of the kind that a schema wants. */
function suits(value: unknown, schema: unknown): boolean {
  const [, is] = kindOf(schema) ?? [];
  if (is !== undefined && !is(value)) return false;
  return !Array.isArray(value) || !isObject(schema) || value.every((each) => suits(each, schema["items"]));
}

function wanted(schema: unknown): string {
  const [want = "another value"] = kindOf(schema) ?? [];
  const [of] = isObject(schema) ? kindOf(schema["items"]) ?? [] : [];
  return of === undefined ? want : `${want}, each of which is ${of}`;
}

function levelOf(value: unknown, name: string, { file, problems }: { file: string; problems: string[] }): Level | undefined {
  if (value === undefined || isLevel(value)) return value;
  problems.push(`${file}: ${name} is ${JSON.stringify(value)}, want one of ${levels.join(", ")}`);
  return undefined;
}
