import { type Graph, type ResourceState, secretSig } from "./graph";
import { isObject, isSecret, mapValues, type Properties } from "./property";
import { resourceFrom } from "./state-reader";
import { stackType } from "./urn";

/** Version of the form that `pulumi stack export` has. */
const deploymentVersion = 3;
/** What stands in a file for every secret: JSON text, as the engine keeps a secret that is not encrypted. */
const redacted = JSON.stringify("[secret]");

/** A deployment as `pulumi stack export` gives it, as far as a preview can know it. */
export interface DeploymentFile {
  readonly version: number;
  readonly deployment: {
    readonly manifest: Readonly<Record<string, string>>;
    readonly resources: readonly Readonly<Record<string, unknown>>[];
  };
}

/**
 * The graph in the form of `pulumi stack export`. No secret's value is in it: each stands as `"[secret]"`, so that other tools can read the
 * file without a key. The manifest has no time, so that equal graphs make equal files.
 */
export function toDeployment(graph: Graph): DeploymentFile {
  return {
    version: deploymentVersion,
    deployment: { manifest: { time: "0001-01-01T00:00:00Z", magic: "", version: "" }, resources: graph.resources.map(stateOf) },
  };
}

/** One resource as the engine writes it: without what is empty, and without aliases, which are no part of a state. */
function stateOf(resource: ResourceState): Readonly<Record<string, unknown>> {
  const { urn, custom, id, type, inputs, outputs, ...options } = resource;
  const kept = Object.fromEntries(Object.entries(options).filter(([key]) => key !== "aliases"));
  return {
    urn, custom, ...(id !== undefined && { id }), type,
    ...(Object.keys(inputs).length > 0 && { inputs: mapValues(inputs, redact) }),
    ...(Object.keys(outputs).length > 0 && { outputs: mapValues(outputs, redact) }), ...kept,
  };
}

function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (!isObject(value)) return value;
  return isSecret(value) ? { [secretSig]: value[secretSig], plaintext: redacted } : mapValues(value, redact);
}

/**
 * The graph in a file of {@link toDeployment} or of `pulumi stack export`. A secret keeps its mark; its value is there only if the file shows it.
 * @throws {Error} in one sentence, when the text is no such file.
 */
export function fromDeployment(text: string, name: string): Graph {
  const file = parse(text, name);
  if (file["version"] !== deploymentVersion) {
    throw new Error(`${name} has version ${JSON.stringify(file["version"])}, want ${deploymentVersion}: export it again with a current \`pulumi stack export\``);
  }
  const listed: unknown = isObject(file["deployment"]) ? file["deployment"]["resources"] : undefined;
  if (!Array.isArray(listed)) throw new Error(`${name} has no deployment.resources: is it what \`pulumi stack export\` wrote?`);
  const resources = listed.map((each: unknown, index) => resourceFrom(each, `${name}: deployment.resources[${index}]`));
  const stack = resources.find(({ type }) => type === stackType) ?? resources[0];
  const [, stackName = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(stack?.urn ?? "") ?? [];
  return { project, stack: stackName, resources, outputs: stack?.type === stackType ? stack.outputs : {} };
}

function parse(text: string, name: string): Properties {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error(`${name} is no JSON: want a file that \`pulumi stack export\` or a preview with --json wrote`);
  }
  if (!isObject(content)) throw new Error(`${name} is no deployment: want a file that \`pulumi stack export\` or a preview with --json wrote`);
  return content;
}
