import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument, type ScalarTag } from "yaml";
import { coerce, parsePath, setIn } from "./config-path";
import { type DeclaredKey, declaredKeys, problemsOfTypes } from "./config-project";
import { isObject, type Properties } from "./property";

/** What the files of a project and a stack say, in the form in which the engine hands it to a program. */
export interface StackSettings {
  readonly project: string;
  readonly stack: string;
  /** Entry point below the project's directory, where Pulumi.yaml names one. */
  readonly main: string | undefined;
  /** By full key (`namespace:key`): text as it is, everything else as JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys whose value is a secret, or holds one. Their values are stand-ins: a preview cannot open them. */
  readonly secretKeys: readonly string[];
}

/** Which stack to read, and what replaces its settings for this once. */
export interface ConfigSource {
  readonly projectDir: string;
  readonly stack: string;
  /** `key=value`, as `pulumi config set --path key value` takes them. */
  readonly set?: readonly string[];
}

/** Settings that cannot be read. The message has a sentence, and a line, for each problem. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/**
 * Reads Pulumi.yaml and Pulumi.<stack>.yaml as the engine does.
 * @throws {ConfigError} with every problem that was found.
 */
export function readConfig({ projectDir, stack, set = [] }: ConfigSource): StackSettings {
  const project = readYaml(projectDir, "Pulumi.yaml", "run in the directory of a Pulumi project");
  const name = project["name"];
  if (typeof name !== "string" || name === "") throw new ConfigError(["Pulumi.yaml has no name: add one, since it is a part of every URN"]);
  const file = `Pulumi.${stack}.yaml`;
  const directory = typeof project["stackConfigDir"] === "string" ? join(projectDir, project["stackConfigDir"]) : projectDir;
  const given = readYaml(directory, file, `the stacks here are ${stacksIn(directory)}`)["config"] ?? {};
  if (!isObject(given)) throw new ConfigError([`${file}: config is no map of settings`]);
  const values = new Map(Object.entries(given).map(([key, value]) => [fullKey(key, name), value]));
  const problems = Object.keys(given).flatMap((key) => keyProblems(key, given, name)).map((problem) => `${file}: ${problem}`);
  const declared = declaredKeys(name, project["config"]);
  problems.push(...addDefaults(values, declared, stack), ...set.flatMap((pair) => override(values, pair, name)));
  problems.push(...problemsOfTypes(declared, values, stack));
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    project: name, stack, main: typeof project["main"] === "string" ? project["main"] : undefined,
    config: Object.fromEntries([...values].map(([key, value]) => [key, textOf(withStandIns(value, key))])),
    secretKeys: [...values].filter(([key, value]) => holdsSecure(value) || declared.some((each) => each.key === key && each.secret)).map(([key]) => key),
  };
}

/** Fills in what the project declares; a sentence for each setting that the stack lacks. */
function addDefaults(values: Map<string, unknown>, declared: readonly DeclaredKey[], stack: string): string[] {
  const missing = declared.filter(({ key }) => !values.has(key));
  for (const { key, fallback } of missing) if (fallback !== undefined) values.set(key, fallback);
  return missing.filter(({ fallback }) => fallback === undefined).map(({ key }) => `Stack '${stack}' is missing configuration value '${key}'`);
}

/** Puts a `key=value` in place; a sentence where that cannot be done. */
function override(values: Map<string, unknown>, pair: string, project: string): string[] {
  const at = pair.indexOf("=");
  const [, namespace = project, rest = ""] = /^(?:([^:.[\]"]+):)?([^]*)$/.exec(pair.slice(0, Math.max(at, 0))) ?? [];
  try {
    if (at <= 0 || rest === "") throw new Error("want key=value, such as primary=use2");
    const [first, ...path] = parsePath(rest);
    const key = `${namespace}:${String(first)}`;
    const text = pair.slice(at + 1);
    values.set(key, path.length === 0 ? text : setIn(values.get(key), { path, added: coerce(text), above: [String(first)] }));
    return [];
  } catch (error) {
    return [`--set ${pair}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Where the engine's YAML differs from version 1.2: a leading zero means octal, and an unquoted date is a time. */
const engineTags: ScalarTag[] = [
  { tag: "tag:yaml.org,2002:int", default: true, test: /^[-+]?0[0-7]+$/, resolve: (text) => Number.parseInt(text, 8) },
  { tag: "tag:yaml.org,2002:timestamp", default: true, test: /^\d{4}-\d\d-\d\d$/, resolve: (text) => `${text} 00:00:00 +0000 UTC` },
];

function readYaml(directory: string, file: string, advice: string): Properties {
  const path = join(directory, file);
  if (!existsSync(path)) throw new ConfigError([`${directory} has no ${file}: ${advice}`]);
  const document = parseDocument(readFileSync(path, "utf8"), { prettyErrors: true, customTags: (tags) => [...engineTags, ...tags] });
  const [problem] = document.errors;
  if (problem !== undefined) throw new ConfigError([`${file} is no YAML: ${problem.message.split("\n", 1)[0]?.replace(/:$/, "") ?? ""}`]);
  const content: unknown = document.toJS() ?? {};
  if (!isObject(content)) throw new ConfigError([`${file} is no map of settings`]);
  return content;
}

function stacksIn(directory: string): string {
  const names = existsSync(directory) ? readdirSync(directory).map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1]).filter((each) => each !== undefined) : [];
  return names.length === 0 ? "none" : names.sort().join(", ");
}

/** One name, two, or two with the `config:` of old between them. */
function isKey(key: string): boolean {
  return /^([^:]+:)?(config:)?[^:]+$/.test(key);
}

function keyProblems(key: string, given: Properties, project: string): string[] {
  if (!isKey(key)) return [`${key} is no key: write it as <namespace>:<name>`];
  const twin = Object.keys(given).find((other) => other !== key && fullKey(other, project) === fullKey(key, project));
  return twin !== undefined && key < twin ? [`${key} and ${twin} are the same setting: keep one`] : [];
}

function fullKey(key: string, project: string): string {
  return key.includes(":") ? key.replace(":config:", ":") : `${project}:${key}`;
}

/** Text for a program: text as it is, nothing as empty text, everything else as the JSON that the engine writes. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  return JSON.stringify(sortedKeys(value)).replace(/[<>&\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sortedKeys(value[key])]));
}

function isSecure(value: unknown): boolean {
  return isObject(value) && typeof value["secure"] === "string" && Object.keys(value).length === 1;
}

function holdsSecure(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecure);
  return isObject(value) && (isSecure(value) || Object.values(value).some(holdsSecure));
}

/** Puts a text that says what it is in the place of every encrypted value. */
function withStandIns(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withStandIns(item, key));
  if (!isObject(value)) return value;
  if (isSecure(value)) return `[secret ${key}]`;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withStandIns(item, key)]));
}
