import { isRecord } from "../graph/secrets";
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
  if (!isRecord(config)) throw new PackConfigProblem([`${file} holds no JSON object, want levels and settings by the name of a rule`]);
  const names = pack.rules.map(({ name }) => name);
  const problems = Object.keys(config).filter((name) => name !== "all" && !names.includes(name))
    .map((name) => `${file}: ${pack.name} has no rule ${name}, only ${names.join(", ")}`);
  const everywhere = levelOf(config["all"], "all", { file, problems });
  const settings = new Map<string, RuleSetting>();
  for (const rule of pack.rules) {
    const entry = config[rule.name];
    const properties = isRecord(entry) ? Object.fromEntries(Object.entries(entry).filter(([key]) => key !== "enforcementLevel")) : {};
    for (const key of Object.keys(properties)) {
      if (!rule.settings.includes(key)) problems.push(`${file}: ${rule.name} has no setting ${key}, only ${["enforcementLevel", ...rule.settings].join(", ")}`);
    }
    const level = levelOf(isRecord(entry) ? entry["enforcementLevel"] : entry, rule.name, { file, problems });
    settings.set(rule.name, { level: level ?? everywhere ?? rule.level, properties });
  }
  if (problems.length > 0) throw new PackConfigProblem(problems);
  return settings;
}

function levelOf(value: unknown, name: string, { file, problems }: { file: string; problems: string[] }): Level | undefined {
  if (value === undefined || isLevel(value)) return value;
  problems.push(`${file}: ${name} is ${JSON.stringify(value)}, want one of ${levels.join(", ")}`);
  return undefined;
}
